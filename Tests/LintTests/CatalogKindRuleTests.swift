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
