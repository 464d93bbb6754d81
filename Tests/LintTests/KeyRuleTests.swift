import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about keys")
struct KeyRuleTests {
    @Test(
        "keys that nothing reads are found where they stand",
        arguments: [
            RuleRow("known keys", .unknownKey, versions: ["0": ["version: 1.0.0", "uuid: web-0", "maintainer: Ann"]]),
            RuleRow(
                "a window in config.yml", .unknownKey, file: "config.yml",
                "name: Web\nversion: 1.0.0\nminimum_rancher_version: v1.6.0\n",
                ["config.yml:3:1: the key \"minimum_rancher_version\" is ignored in config.yml"]),
            RuleRow(
                "a misspelt key of the block", .unknownKey,
                versions: ["0": ["version: 1.0.0", "decription: A server"]],
                ["0/rancher-compose.yml:3:3: unknown key \"decription\" in the catalog block"]),
            RuleRow(
                "a misspelt key of a question", .unknownKey,
                versions: ["0": ["version: 1.0.0", "questions:", "- variable: TAG", "  descrition: The tag"]],
                ["0/rancher-compose.yml:5:5: unknown key \"descrition\" in a question"]),
            RuleRow(
                "a license in the block", .unknownKey, versions: ["0": ["version: 1.0.0", "license: MIT"]],
                ["0/rancher-compose.yml:3:3: the key \"license\" is ignored in the catalog block"]),
        ])
    func unknown(_ row: RuleRow) async { await row.check() }

    @Test("keys of project.yml and of its stacks are known, too")
    func project() async {
        let stacks = "- {name: web, templateId: 'mine:infra*web', answer: {}, binding: {}}\nstack: []\n"
        let files = Rule.Example.environment(stacks, better: "").files
        let found = await RuleTests.findings(files).filter { $0.rule == "MU005" }.map(\.diagnostic)
        #expect(
            found.map(\.message) == ["unknown key \"answer\" in a stack", "unknown key \"stack\" in project.yml"])
        #expect(found.map(\.help) == ["did you mean \"answers\"?", "did you mean \"stacks\"?"])
    }

    @Test("a fix writes the key that was meant, and is safe where only people read it")
    func fixes() async {
        let lines = ["version: 1.0.0", "decription: A server", "minimun_rancher_version: v1.6.0"]
        let found = await RuleRow("", .unknownKey, versions: ["0": lines]).findings().flatMap(\.fixes)
        #expect(found.map(\.replacement) == ["description", "minimum_rancher_version"])
        #expect(found.map(\.safety) == [.safe, .needsReview])
    }

    @Test("a key that is there already is not written a second time")
    func present() async {
        let lines = ["version: 1.0.0", "description: A server", "decription: Another"]
        let found = await RuleRow("", .unknownKey, versions: ["0": lines]).findings()
        #expect(found.map(\.help) == ["did you mean \"description\"?"])
        #expect(found.flatMap(\.fixes).isEmpty)
    }

    @Test("a key that stands twice is found once, though several stages read the file")
    func duplicate() async {
        let row = RuleRow("", .duplicateKey, versions: ["0": ["version: 0.9.0", "version: 1.0.0"]])
        #expect(await row.findings().map { "\($0.location)" } == ["infra-templates/web/0/rancher-compose.yml:3:3"])
    }
}
