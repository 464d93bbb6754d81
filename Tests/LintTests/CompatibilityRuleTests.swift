import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about upgrades")
struct CompatibilityRuleTests {
    private static func asking(_ question: String) -> String {
        ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - \(question)\nweb:\n  scale: 1\n"
    }

    @Test(
        "only a type that may not take the old answers is a change",
        arguments: [
            ("string", "password", false), ("enum", "string", false), ("int", "float", false), ("int", "int", false),
            ("", "string", false), ("float", "int", true), ("string", "boolean", true), ("password", "secret", true),
        ])
    func type(_ old: String, _ new: String, _ isFound: Bool) async {
        let example = Rule.Example.upgrade(
            "rancher-compose.yml", from: Self.asking("{variable: A, type: \(old)}"),
            to: Self.asking("{variable: A, type: \(new)}"), better: "")
        let found = await RuleTests.findings(example.files).filter { $0.rule == "MU079" }
        #expect(found.count == (isFound ? 1 : 0))
    }

    @Test("versions are compared by their order, not by that of their folders")
    func order() async {
        let example = Rule.Example.upgrade(
            "rancher-compose.yml", from: Self.asking("{variable: A}"),
            to: Self.asking("{variable: B, required: true}"), better: "")
        let found = await RuleTests.findings(example.files).filter { $0.rule == "MU012" }
        #expect(found.map(\.diagnostic.location.path) == ["infra-templates/web/1/rancher-compose.yml"])
        let swapped = example.files.mapValues { text in
            text.replacing("1.1.0", with: "0.9.0")
        }
        #expect(await !RuleTests.findings(swapped).contains { $0.rule == "MU012" })
    }

    @Test(
        "a question that needs an answer now and needed none before leaves upgraded stacks without one",
        arguments: [
            ("{variable: A}", true), ("{variable: A, required: true}", false), ("{variable: A, default: a}", false),
            ("{variable: B}", true),
        ])
    func required(_ older: String, _ isFound: Bool) async {
        let example = Rule.Example.upgrade(
            "rancher-compose.yml", from: Self.asking(older), to: Self.asking("{variable: A, required: true}"),
            better: "")
        #expect(await RuleTests.findings(example.files).contains { $0.rule == "MU012" } == isFound)
    }

    @Test(
        "questions that went are named together, with the one that was meant where it was renamed",
        arguments: [
            ("{variable: A}", nil), ("{variable: B}", "1.0.0 asks for A, and this version does not"),
            ("{default: a}", "1.0.0 asks for A, and this version does not"),
        ] as [(String, String?)])
    func removed(_ newer: String, _ message: String?) async {
        let example = Rule.Example.upgrade(
            "rancher-compose.yml", from: Self.asking("{variable: A}"), to: Self.asking(newer), better: "")
        let found = await RuleTests.findings(example.files).filter { $0.rule == "MU088" }
        #expect(found.map(\.diagnostic.message) == [message].compactMap(\.self))
    }

    @Test("a question that was renamed is told with its new name")
    func renamed() async {
        let two = { (names: [String]) in names.map { "{variable: \($0)}" }.joined(separator: "\n  - ") }
        let example = Rule.Example.upgrade(
            "rancher-compose.yml", from: Self.asking(two(["LOG_HOST", "SIZE"])),
            to: Self.asking(two(["LOG_HOSTS"])), better: "")
        let found = await RuleTests.findings(example.files).filter { $0.rule == "MU088" }.map(\.diagnostic)
        #expect(found.map(\.message) == ["1.0.0 asks for LOG_HOST, SIZE, and this version does not"])
        #expect(found.map(\.help) == ["keep the variable LOG_HOST where LOG_HOSTS means the same"])
    }
}
