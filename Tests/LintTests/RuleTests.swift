import Diagnostics
import MusterTesting
import Testing

@testable import Lint

@Suite("Rules")
struct RuleTests {
    static func findings(
        _ files: [String: String], _ configuration: LintConfiguration = LintConfiguration(),
        since before: [String: String] = [:]
    ) async -> [Finding] {
        await report(files, configuration, since: before).findings
    }

    /// - Parameter before: what changed files held; empty for a run that looks at everything.
    static func report(
        _ files: [String: String], _ configuration: LintConfiguration = LintConfiguration(),
        since before: [String: String] = [:]
    ) async -> LintReport {
        let tree = FileTree(files)
        let scope = LintScope(files: Set(before.keys), before: before.mapValues { Array($0.utf8) })
        let input = LintInput(
            name: "mine", folders: tree.folders, scope: before.isEmpty ? nil : scope, contents: tree.contents)
        do {
            return try await Linter(configuration).lint(input).report
        } catch {
            preconditionFailure("what is in memory can be read: \(error)")
        }
    }

    /// A configuration that turns one rule on.
    private static func only(_ rule: Rule) -> LintConfiguration {
        let text = "rules:\n  \(rule.code): on\n"
        return LintConfiguration.read(.init(path: "c", bytes: Array(text.utf8))).configuration
    }

    @Test("a rule's example breaks it, and its better form does not", arguments: Rule.all)
    func example(_ rule: Rule) async {
        let configuration = Self.only(rule)
        let found = await Self.findings(rule.example.files, configuration, since: rule.example.before).filter {
            $0.rule == rule.code
        }
        #expect(!found.isEmpty)
        for finding in found {
            #expect(!finding.diagnostic.message.isEmpty && !finding.diagnostic.message.hasSuffix("."))
            #expect(rule.fix != nil || finding.diagnostic.fixes.isEmpty, "a rule without fixes has one")
        }
        let better = rule.example.betterFiles
        let left = await Self.findings(better, configuration, since: rule.example.before).filter {
            $0.rule == rule.code
        }
        #expect(left.isEmpty, "\(left)")
    }

    @Test("an example breaks no rule of error severity but its own, so that it shows one thing", arguments: Rule.all)
    func exampleAlone(_ rule: Rule) async {
        let better = rule.example.betterFiles
        let errors = await Self.findings(better).filter { $0.diagnostic.severity == .error }
        #expect(errors.isEmpty, "\(errors)")
    }

    @Test("codes and names are those of one rule each")
    func names() {
        #expect(Set(Rule.all.map(\.code)).count == Rule.all.count)
        #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
        for rule in Rule.all {
            #expect(rule.code.hasPrefix("MU") && rule.code.count == 5)
            #expect(rule.summary.hasSuffix(".") && rule.why.hasSuffix("."))
            #expect(Rule.named(rule.code)?.code == rule.code && Rule.named(rule.name)?.code == rule.code)
        }
    }
}

extension Rule: CustomTestStringConvertible {
    /// The code and the name.
    public var testDescription: String { "\(code) \(name)" }
}
