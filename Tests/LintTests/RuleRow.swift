import Diagnostics
import Testing

@testable import Lint

/// A catalog with what one rule finds in it: `place: message`, the place without the template's folder.
struct RuleRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: Rule
    let files: [String: String]
    let expected: [String]

    /// A row about the versions of the example template, by folder the lines of their catalog blocks.
    init(_ name: String, _ rule: Rule, versions: [String: [String]], _ expected: [String] = []) {
        testDescription = name
        self.rule = rule
        let shown = versions.keys.sorted().first ?? "0"
        files = Rule.Example.versions(versions, shown: shown, better: []).files
        self.expected = expected
    }

    /// A row about a file of the example template's only version, or its config.yml.
    init(_ name: String, _ rule: Rule, file: String, _ text: String, _ expected: [String] = []) {
        testDescription = name
        self.rule = rule
        files = Rule.Example.web(file, text, better: "").files
        self.expected = expected
    }

    /// A row about a file beside the example template's config.yml.
    init(_ name: String, _ rule: Rule, beside file: String, _ text: String, _ expected: [String] = []) {
        testDescription = name
        self.rule = rule
        files = Rule.Example.beside(file, text, better: "").files
        self.expected = expected
    }

    func findings() async -> [Diagnostic] {
        await RuleTests.findings(files).filter { $0.rule == rule.code }.map(\.diagnostic)
    }

    func check() async {
        let found = await findings().map {
            "\($0.location)".replacing("infra-templates/web/", with: "") + ": \($0.message)"
        }
        #expect(found == expected)
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        hasPrefix(text) ? other + dropFirst(text.count) : self
    }
}
