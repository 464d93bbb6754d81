import Compose
import Diagnostics
import Testing

/// What is found in broken stacks: everything, where it stands, in our words.
struct FindingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let found: [String]
        var testDescription: String { text }

        init(_ text: String, _ found: String...) { (self.text, self.found) = (text, found) }
    }

    static let rows = [
        Row(
            "version: '2'\nservices:\n  web:\n    image: 5\n    comand: x\n    ports: [abc, '80']\n  db: nginx\n",
            "docker-compose.yml:7:7: compose-shape: \"db\" is a text; it takes a map",
            "docker-compose.yml:5:5: compose-unknown-option: `comand` is no option of a service in version 2 of the format",
            "docker-compose.yml:4:12: compose-option-type: `image` is a number; it takes a text",
            "docker-compose.yml:6:13: compose-ports: \"abc\" names no ports"),
        Row(
            "web:\n  environment: {A: [1], B: 2, yes: x}\n  command: [sh, 5]\n",
            "docker-compose.yml:2:31: compose-key-type: a key in `environment` is the truth value true, not text",
            "docker-compose.yml:2:20: compose-option-type: `environment.A` is a list; it takes a text, a number, nothing"
                + " or true or false",
            "docker-compose.yml:3:17: compose-option-type: `command.1` is a number; it takes a text"),
        Row(
            "web:\n  ulimits: {nofile: {soft: 1}, nproc: x}\n  memswap_limit: 1g\n  dns: {a: b}\n",
            "docker-compose.yml:3:3: compose-missing-option: `memswap_limit` needs `mem_limit`",
            "docker-compose.yml:2:21: compose-missing-option: `ulimits.nofile` has no `hard`",
            "docker-compose.yml:2:39: compose-option-type: `ulimits.nproc` is a text; it takes a whole number or a map",
            "docker-compose.yml:4:8: compose-option-type: `dns` is a map; it takes a text or a list"),
        Row(
            "a:\n  scale: x\n  mem_limit: huge\nb:\n  command: \"sh 'x\"\n  health_check: {port: x}\n",
            "docker-compose.yml:3:14: compose-value: \"huge\" in `mem_limit` is no size",
            "docker-compose.yml:2:10: compose-value: \"x\" in `scale` is no whole number",
            "docker-compose.yml:5:12: compose-value: a quote in `command` is not closed",
            "docker-compose.yml:6:24: compose-value: `health_check.port` is \"x\"; it takes a number"),
        Row(
            "version: '3'\nservices:\n  web: {image: a, deploy: {}}\n",
            "docker-compose.yml:1:10: compose-version: version 3 of the compose format is not supported",
            "docker-compose.yml:3:19: compose-unknown-option: `deploy` is no option of a service in version 2 of the format"
        ),
        Row(
            "web:\n  ports: [80:80]\n  links: [a, a, a]\n",
            "docker-compose.yml:2:11: compose-flow-colon: `80:80` has a `:` without quotes between brackets or braces",
            "docker-compose.yml:3:14: compose-duplicate-element: a value stands twice in `links`",
            "docker-compose.yml:3:17: compose-duplicate-element: a value stands twice in `links`"),
        Row(
            "catalog:\n  name: x\n  version: 1\nweb: {image: a}\n",
            "docker-compose.yml:1:1: compose-catalog-block: the catalog block is read as a service"),
        Row(
            "- a\n", "docker-compose.yml:1:1: compose-shape: the document is a list; it takes a map"),
    ]

    @Test("everything wrong is found where it stands", arguments: rows)
    func findings(_ row: Row) {
        #expect(Stacks.load(row.text).found == row.found)
    }

    @Test("one broken service hides no other one")
    func neighbours() throws {
        let text = "version: '2'\nservices:\n  bad: {image: [x]}\n  good: {image: a, labels: {x: 1}}\n"
        let parsed = ComposeDocument.parse(Stacks.source(text, "d.yml"), role: .dockerCompose)
        let checked = parsed.output.interpolated(variables: [:]).output.checked()
        let merged = ComposeProject.merge(dockerCompose: checked.output)
        #expect(!checked.isAccepted && merged.isAccepted)
        #expect(merged.output.services["good"]?["labels"]?["x"]?.string == "1")
        #expect(merged.output.services["bad"]?["image"] == nil)
    }

    @Test(
        "help says what to write",
        arguments: [
            ("web: {image: a, port: 80}", "did you mean `ports`?"), ("web: {comand: a}", "did you mean `command`?"),
            ("web: {depends_on: [a]}", "this needs version 2"),
            ("version: '2'\nservices: {w: {net: host}}", "`network_mode`"),
            ("web: {user: 1000}", "put it in quotes"), ("web: {tty: 'true'}", "remove the quotes"),
            ("web: {cap_add: ALL}", "write a list"),
        ])
    func help(_ text: String, _ help: String) throws {
        #expect(try #require(Stacks.load(text).diagnostics.first?.help).contains(help))
    }

    @Test("a value keeps the place it comes from, through interpolation, extends and merge")
    func origins() throws {
        let stack = Stacks.load(
            "web:\n  extends: {file: base.yml, service: b}\n  image: $I\n  env_file: e.env\n",
            "web:\n  scale: 2\n  labels: {x: y1}\n", variables: ["I": "nginx"],
            resources: ["base.yml": "b:\n  image: old\n  hostname: h\n", "e.env": "# c\nA=1\n"])
        let web = try #require(stack.project?.services["web"])
        let places = ["image", "hostname", "scale", "environment", "labels"].map { name in
            "\(web[name]?.origin.path ?? "") \(web[name]?.origin.span.start ?? -1)"
        }
        #expect(
            places == [
                "docker-compose.yml 54", "base.yml 28", "rancher-compose.yml 14", "docker-compose.yml 69",
                "rancher-compose.yml 26",
            ])
        #expect(web["environment"]?.list?.first?.origin.path == "e.env")
    }

    @Test("a load balancer that the merge takes away is a warning")
    func lostLoadBalancer() {
        let stack = Stacks.load("web:\n  lb_config: {certs: [a]}\n", "web:\n  scale: 2\n")
        #expect(stack.codes == ["compose-load-balancer-lost"])
        #expect(stack.json == #"{"services":{"web":{"lb_config":null,"scale":2}}}"#)
    }

    @Test("a sidekick that is no service is a warning, one of several services an error")
    func sidekicks() {
        #expect(
            Stacks.load("a:\n  labels: {io.rancher.sidekicks: 'b, c'}\nb: {}\n").codes == ["compose-sidekick-missing"])
        let shared = Stacks.load(
            "a:\n  labels: {io.rancher.sidekicks: c}\nb:\n  labels: {io.rancher.sidekicks: c}\nc: {}\n")
        #expect(shared.codes == ["compose-sidekick-shared"])
        #expect(shared.project != nil)
    }
}
