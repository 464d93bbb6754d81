import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about environment templates and machine drivers")
struct CatalogKindRuleTests {
    @Test(
        "templates of this catalog must be there, those of others are not judged",
        arguments: [
            ("templateId: 'mine:infra*web'", []), ("templateId: 'library:infra*wbe'", []),
            ("templateVersionId: 'mine:infra*web:0'", []),
            ("templateVersionId: 'mine:infra*web:7'", ["mine:infra*web has no version 7"]),
            ("templateId: 'mine:web'", ["this catalog has no template mine:web"]),
        ])
    func environment(_ field: String, _ expected: [String]) async {
        let files = Rule.Example.environment("- {name: web, \(field)}\n", better: "").files
        let found = await RuleTests.findings(files).filter { $0.rule == "MU018" }
        #expect(found.map(\.diagnostic.message) == expected)
        #expect(found.allSatisfy { $0.diagnostic.location.start?.line == 3 })
    }

    private static func environment(
        _ rule: String, _ stacks: String, _ others: [String: String] = [:]
    ) async -> [Diagnostic] {
        let files = Rule.Example.environment(stacks, better: "", others).files
        return await RuleTests.findings(files).filter { $0.rule == rule }.map(\.diagnostic)
    }

    @Test(
        "an orchestration is that of the first stack that brings one, and templates that name none fit all",
        arguments: [
            ("", "cattle", []),
            ("", "kubernetes", ["mine:infra*web does not support cattle, which this environment runs"]),
            ("library:infra*k8s", "Cattle, Kubernetes", []),
            ("library:infra*swarm", "cattle", ["mine:infra*web does not support swarm, which this environment runs"]),
            ("library:infra*swarm", "''", []), ("library:swarm", "cattle", []),
        ])
    func orchestration(_ first: String, _ supported: String, _ expected: [String]) async {
        let config =
            "name: Web\nversion: 1.0.0\nlabels: {io.rancher.orchestration.supported: \(supported.contains("'") ? supported : "'\(supported)'")}\n"
        let stack = first.isEmpty ? "" : "- {name: first, templateId: '\(first)'}\n"
        let found = await Self.environment(
            "MU086", stack + "- {name: web, templateId: 'mine:infra*web'}\n", ["infra-templates/web/config.yml": config]
        )
        #expect(found.map(\.message) == expected)
    }

    @Test("the template that brings an orchestration need not say that it supports it")
    func orchestrator() async {
        let files = [
            "infra-templates/k8s/config.yml":
                "name: K8s\nversion: 1.0.0\nlabels: {io.rancher.orchestration.supported: cattle}\n",
            "infra-templates/k8s/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
        ]
        #expect(await Self.environment("MU086", "- {name: k, templateId: 'mine:infra*k8s'}\n", files).isEmpty)
    }

    @Test("answers are judged where the template is in this catalog")
    func answers() async {
        let answers = "answers: {SIZE: 1, NAMES: a}}\n"
        let asking = [
            "infra-templates/web/0/rancher-compose.yml":
                ".catalog:\n  version: 1.0.0\n  questions:\n  - {variable: NAME, default: a}\n"
        ]
        let own = await Self.environment("MU087", "- {name: web, templateId: 'mine:infra*web', " + answers, asking)
        #expect(
            own.map(\.message) == ["mine:infra*web asks no question NAMES", "mine:infra*web asks no question SIZE"]
                && own.map(\.help) == ["did you mean NAME?", nil])
        #expect(await Self.environment("MU087", "- {name: web, templateId: 'other:infra*web', " + answers).isEmpty)
    }

    @Test(
        "an environment and its stacks need a server in common",
        arguments: [
            ("maximum_rancher_version: v1.5.99", 1), ("maximum_rancher_version: v1.6.0", 0),
            ("minimum_rancher_version: v1.6.30", 0), ("description: any", 0),
        ])
    func window(_ bound: String, _ count: Int) async {
        let files = Rule.Example.environmentBlock("  \(bound)\n", better: "").files
        #expect(await RuleTests.findings(files).filter { $0.rule == "MU084" }.count == count)
    }

    @Test("and one that has a version for older servers has one in common with an older environment")
    func olderVersion() async {
        var files = Rule.Example.environmentBlock("  maximum_rancher_version: v1.5.99\n", better: "").files
        files["infra-templates/web/1/rancher-compose.yml"] =
            ".catalog:\n  version: 0.9.0\n  maximum_rancher_version: v1.5.99\n"
        #expect(await !RuleTests.findings(files).contains { $0.rule == "MU084" })
    }

    @Test(
        "two networks are found by the category of their templates, whatever else it has",
        arguments: [("category: Networking", 1), ("categories: [System, Networking]", 1), ("category: Network", 0)])
    func networks(_ category: String, _ count: Int) async {
        let stack = { (name: String) in "- {name: \(name), templateId: 'mine:infra*web'}\n" }
        let config = ["infra-templates/web/config.yml": "name: Web\nversion: 1.0.0\n\(category)\n"]
        let found = await Self.environment("MU085", stack("one") + stack("two") + stack("three"), config)
        #expect(found.count == count)
        #expect(
            found.allSatisfy {
                $0.message == "the stacks one and two are both networks" && $0.location.start?.line == 4
            })
        #expect(await Self.environment("MU085", stack("one"), config).isEmpty)
    }

    @Test(
        "checksums are hexadecimal and of a known length",
        arguments: [
            ("d41d8cd98f00b204e9800998ecf8427e", []), (" \n", ["the driver has no checksum"]),
            ("xyz", ["the checksum has characters that are not hexadecimal"]),
            ("abc", ["the checksum has 3 digits, which is none of md5, sha1, sha256 or sha512"]),
        ])
    func checksum(_ text: String, _ expected: [String]) async {
        let files = Rule.Example.machine("checksum", text, better: "").files
        let found = await RuleTests.findings(files).filter { $0.rule == "MU083" }
        #expect(found.map(\.diagnostic.message) == expected)
    }

    @Test("only the default version of a driver is activated, so only its url matters")
    func url() async {
        var files = Rule.Example.machine("url", "", better: "").files
        #expect(await RuleTests.findings(files).filter { $0.rule == "MU019" }.count == 1)
        files["machine-templates/box/0/url"] = nil
        #expect(await RuleTests.findings(files).filter { $0.rule == "MU019" }.count == 1)
        files["machine-templates/box/1/rancher-compose.yml"] = ".catalog:\n  name: Box\n  version: 1.1.0\n"
        files["machine-templates/box/0/url"] = "https://example.org/driver\n"
        #expect(await !RuleTests.findings(files).contains { $0.rule == "MU019" })
    }
}
