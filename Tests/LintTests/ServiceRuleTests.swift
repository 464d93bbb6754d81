import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about services")
struct ServiceRuleTests {
    private static func found(_ rule: String, _ options: String, rancher: String = "") async -> [Diagnostic] {
        let example = Rule.Example.web(
            "docker-compose.yml", "version: '2'\nservices:\n  web:\n    image: example/web:1.0.0\n    \(options)\n",
            better: "",
            [
                "rancher-compose.yml":
                    "version: '2'\ncatalog:\n  name: Web\n  version: 1.0.0\nservices:\n  web:\n    scale: 1\n\(rancher)"
            ])
        let configuration = LintConfiguration.read(.init(path: "c", bytes: Array("rules:\n  \(rule): on\n".utf8)))
        return await RuleTests.findings(example.files, configuration.configuration)
            .filter { $0.rule == rule }.map(\.diagnostic)
    }

    @Test(
        "names of the same stack must be services, names of others need not",
        arguments: [
            ("links: [web]", nil), ("links: ['other/db:db']", nil), ("external_links: [other/db]", nil),
            ("external_links: ['${LINK}:db', web]", nil), ("network_mode: host", nil), ("network_mode: ipsec", nil),
            ("network_mode: 'service:web'", nil), ("network_mode: 'container:elsewhere'", nil),
            ("labels: {io.rancher.loadbalancer.target.web: 80}", nil),
            ("labels: {io.rancher.loadbalancer.target.other/web: 80}", nil),
            ("labels: {org.example.loadbalancer.target.wbe: 80}", nil),
            ("external_links: ['db:mysql']", "an external link of web names db, which is no service of the stack"),
            ("network_mode: 'service:wbe'", "network_mode of web names wbe, which is no service of the stack"),
            (
                "labels: {io.rancher.loadbalancer.target.wbe: 80=8080}",
                "a load balancer's label of web names wbe, which is no service of the stack"
            ),
            ("volumes_from: ['container:db']", nil),
            ("links: ['db:db']", "a link of web names db, which is no service of the stack"),
            ("volumes_from: ['data:ro']", "volumes_from of web names data, which is no service of the stack"),
            ("depends_on: [db]", "depends_on of web names db, which is no service of the stack"),
        ] as [(String, String?)])
    func references(_ options: String, _ message: String?) async {
        let found = await Self.found("MU017", options)
        #expect(found.map(\.message) == [message].compactMap(\.self))
        #expect(found.allSatisfy { $0.location.start?.line == 5 })
    }

    @Test("a load balancer's rule names a service of the stack, or of another with a slash")
    func loadBalancer() async {
        let rules = { (service: String) in
            "    lb_config:\n      port_rules:\n      - {source_port: 80, target_port: 80, service: \(service)}\n"
        }
        #expect(await Self.found("MU017", "tty: true", rancher: rules("other/web")).isEmpty)
        #expect(await Self.found("MU017", "tty: true", rancher: rules("web")).isEmpty)
        #expect(
            await Self.found("MU017", "tty: true", rancher: rules("wbe")).map(\.message)
                == ["a load balancer rule of web names wbe, which is no service of the stack"])
    }

    @Test(
        "labels near a known one are found, others are not",
        arguments: [
            ("io.rancher.schduler.global: 'true'", "Rancher knows no label io.rancher.schduler.global"),
            (
                "io.rancher.scheduler.affinity:host_lable: a=b",
                "Rancher knows no label io.rancher.scheduler.affinity:host_lable"
            ),
            (
                "io.rancher.scheduler.global: 'yes please'",
                "the label io.rancher.scheduler.global does not take \"yes please\""
            ),
            (
                "io.rancher.scheduler.affinity:not_host_label: a=b",
                "Rancher's scheduler knows no label io.rancher.scheduler.affinity:not_host_label"
            ),
            (
                "io.rancher.scheduler.affinity:host_label: 'a=b,c'",
                "the label io.rancher.scheduler.affinity:host_label does not take \"a=b,c\""
            ),
            ("io.rancher.scheduler.affinity:host_label: 'a=b, c=d'", nil),
            ("io.rancher.scheduler.affinity:host_label_soft: ''", nil),
            ("io.rancher.scheduler.affinity:container: web", nil),
            ("io.rancher.scheduler.global: 'True'", nil), ("io.rancher.community.plone: x", nil),
            ("io.rancher.network.macsync: 'true'", nil), ("org.example.sidekick: x", nil),
            ("io.rancher.scheduler.affinity:container_label_ne: a=b", nil),
        ] as [(String, String?)])
    func labels(_ label: String, _ message: String?) async {
        let found = await Self.found("MU022", "labels:\n      \(label)")
        #expect(found.map(\.message) == [message].compactMap(\.self))
    }

    @Test(
        "a sidekick is a service that one service alone claims",
        arguments: [
            ("data", "", []), ("dta", "", ["5: the sidekick \"dta\" is no service"]),
            ("' data , data2'", "", []),
            (
                "data", "  other:\n    image: example/web:1.0.0\n    labels: {io.rancher.sidekicks: data}\n",
                ["12: \"data\" is a sidekick of web, other"]
            ),
        ] as [(String, String, [String])])
    func sidekicks(_ names: String, _ others: String, _ expected: [String]) async {
        let services =
            "labels: {io.rancher.sidekicks: \(names)}\n  data:\n    image: example/web:1.0.0\n  data2:\n    image: example/web:1.0.0\n"
        let found = await Self.found("MU081", services + others)
        #expect(found.map { "\($0.location.start?.line ?? 0): \($0.message)" } == expected)
    }

    @Test(
        "a service of rancher-compose.yml alone is found, unless it has an image or the other file has it as a container",
        arguments: [
            ("  wbe:\n    scale: 2\n", ["docker-compose.yml has no service wbe"]),
            ("  lb:\n    image: rancher/lb-service-haproxy:v0.9.1\n", []),
            ("  web2:\n", ["docker-compose.yml has no service web2"]),
            ("", []),
        ])
    func alone(_ rancher: String, _ expected: [String]) async {
        let found = await Self.found("MU082", "tty: true", rancher: rancher)
        #expect(found.map(\.message) == expected)
        #expect(found.allSatisfy { $0.location.path.hasSuffix("rancher-compose.yml") && $0.location.start?.line == 8 })
    }

    @Test(
        "keys that nothing reads are found at the top and inside of options, at any depth",
        arguments: [
            ("    health_check: {port: 80, intervall: 1}\n", ["nothing reads the key \"intervall\" in health_check"]),
            (
                "    health_check: {port: 80, recreate_on_quorum_strategy_config: {quorm: 1}}\n",
                ["nothing reads the key \"quorm\" in health_check.recreate_on_quorum_strategy_config"]
            ),
            (
                "    lb_config: {port_rules: [{source_port: 80, targetPort: 80}]}\n",
                ["nothing reads the key \"targetPort\" in lb_config.port_rules"]
            ),
            ("    metadata: {anything: {at: all}}\n", []),
            ("servces: {}\n", ["nothing reads the key \"servces\" in the document"]),
            ("volumes: {}\n", []),
        ])
    func ignored(_ rancher: String, _ expected: [String]) async {
        let found = await Self.found("MU015", "tty: true", rancher: rancher)
        #expect(found.map(\.message) == expected)
        #expect(found.allSatisfy { $0.location.start?.line == 8 && $0.help != nil })
    }

    @Test("in version 1 every key at the top is a service, and none of them is ignored")
    func versionOne() async {
        let row = RuleRow("", .optionIgnored, file: "docker-compose.yml", "web:\n  image: example/web:1.0.0\n")
        #expect(await row.findings().isEmpty)
    }

    @Test(
        "each right over the host is told by itself",
        arguments: [
            ("network_mode: host", "the service web shares the host's network"),
            ("pid: host", "the service web shares the host's processes"),
            ("volumes: ['/var/run/docker.sock:/var/run/docker.sock']", "the service web mounts Docker's socket"),
            ("ipc: host", "the service web shares the host's memory"),
            ("cap_add: [NET_ADMIN, SYS_ADMIN]", "the service web may administer the host with SYS_ADMIN"),
            ("cap_add: [NET_ADMIN]", nil), ("privileged: false", nil), ("volumes: ['/data:/data']", nil),
        ] as [(String, String?)])
    func rights(_ options: String, _ message: String?) async {
        let found = await Self.found("MU020", options)
        #expect(found.map(\.message) == [message].compactMap(\.self))
    }
}
