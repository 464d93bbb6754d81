import Diagnostics
import Testing
import Versions

@testable import Lint

@Suite("Rules for some servers")
struct AppliesToTests {
    private static let files = Rule.Example.web(
        "docker-compose.yml", "web:\n  image: example/web:1.0.0\n", better: "",
        ["docker-compose.yml.tpl": "web:\n  image: example/web:1.0.1\n"]
    ).files

    @Test(
        "a rule about templates is passed over where no server that is linted for has them",
        arguments: [
            ([], true), (["v1.4.9"], false), (["v1.4.9", "v1.6.30"], true), (["v1.5.0"], true), (["v1.5.0-rc1"], false),
        ])
    func servers(_ versions: [String], _ isFound: Bool) async {
        var files = Self.files
        files["infra-templates/web/0/rancher-compose.yml"] = ".catalog:\n  version: 1.0.0\n"
        var configuration = LintConfiguration()
        configuration.rancherVersions = versions
        let found = await RuleTests.findings(files, configuration)
        #expect(found.contains { $0.rule == "MU016" } == isFound)
    }

    @Test("a document says which servers its rule concerns")
    func document() {
        #expect(Rule.tplTwice.markdown.contains("\nConcerns Rancher v1.5.0 and newer.\n"))
        #expect(!Rule.movingTag.markdown.contains("Concerns"))
    }

    @Test("what the .tpl differs in is not asked, and one file alone is no finding")
    func tplTwice() async {
        var files = Self.files
        #expect(await RuleTests.findings(files).filter { $0.rule == "MU016" }.count == 1)
        files["infra-templates/web/0/docker-compose.yml"] = nil
        #expect(await !RuleTests.findings(files).contains { $0.rule == "MU016" })
    }
}
