import Diagnostics
import Testing

@testable import Lint

@Suite("Fixes")
struct FixTests {
    private static func finding(_ source: SourceText, _ edits: [(Int, Int, String, Fix.Safety)]) -> Finding {
        let fixes = edits.map { edit in
            Fix("change it", safety: edit.3, at: source.location(of: SourceSpan(edit.0, edit.1)), replacement: edit.2)
        }
        let location = source.location(of: SourceSpan(edits[0].0, edits[0].1))
        return Finding(
            rule: "MU014", Diagnostic(DiagnosticCode("moving-tag"), .warning, "x", at: location, fixes: fixes))
    }

    private static func applied(_ edits: [[(Int, Int, String, Fix.Safety)]], _ safety: Fix.Safety = .safe) -> String {
        let source = SourceText(path: "f", bytes: Array("0123456789".utf8))
        let report = LintReport(findings: edits.map { finding(source, $0) }, templates: 1, versions: 1)
        let changed = FixApplication(of: report, safety: safety, to: { $0 == "f" ? source : nil }).changed
        return String(decoding: changed["f"] ?? source.bytes, as: UTF8.self)
    }

    @Test("fixes are applied where they stand, the first of each finding")
    func several() {
        #expect(Self.applied([[(1, 2, "a", .safe)], [(5, 7, "", .safe)]]) == "0a234789")
        #expect(Self.applied([[(1, 2, "a", .safe), (1, 2, "b", .safe)]]) == "0a23456789")
        #expect(Self.applied([[(0, 0, "#", .safe)]]) == "#0123456789")
    }

    @Test("of fixes that overlap one is applied, and one that comes twice once")
    func overlaps() {
        #expect(Self.applied([[(1, 4, "a", .safe)], [(2, 3, "b", .safe)]]) == "0a456789")
        #expect(Self.applied([[(3, 3, "a", .safe)], [(3, 3, "a", .safe)]]) == "012a3456789")
    }

    @Test("what needs a look is left alone unless it is asked for")
    func review() {
        #expect(Self.applied([[(1, 2, "a", .needsReview)]]) == "0123456789")
        #expect(Self.applied([[(1, 2, "a", .needsReview)]], .needsReview) == "0a23456789")
        #expect(Self.applied([[(1, 2, "a", .needsReview), (3, 4, "b", .safe)]]) == "012b456789")
    }

    @Test(
        "applying a rule's fixes mends its example, and a second time changes nothing",
        arguments: Rule.all.filter { $0.fix != nil })
    func examples(_ rule: Rule) async throws {
        func fixed(_ files: [String: String]) async -> [String: String] {
            let text = "rules:\n  \(rule.code): on\n"
            let configuration = LintConfiguration.read(.init(path: "c", bytes: Array(text.utf8))).configuration
            let findings = await RuleTests.findings(files, configuration).filter { $0.rule == rule.code }
            let report = LintReport(findings: findings, templates: 1, versions: 1)
            let changed = FixApplication(of: report, safety: .needsReview) { path in
                files[path].map { SourceText(path: path, bytes: Array($0.utf8)) }
            }.changed
            return files.merging(changed.mapValues { String(decoding: $0, as: UTF8.self) }) { $1 }
        }
        let once = await fixed(rule.example.files)
        #expect(once != rule.example.files)
        #expect(await fixed(once) == once)
    }

    @Test("line ends of both kinds are mended by one run")
    func lineEnds() async {
        var files = Rule.lineEnds.example.files
        files[Rule.lineEnds.example.shown] = "web:\r\n  image: a:1.0.0"
        let findings = await RuleTests.findings(files).filter { $0.rule == Rule.lineEnds.code }
        let report = LintReport(findings: findings, templates: 1, versions: 1)
        let changed = FixApplication(of: report, safety: .safe) { path in
            files[path].map { SourceText(path: path, bytes: Array($0.utf8)) }
        }.changed
        #expect(
            changed[Rule.lineEnds.example.shown].map { String(decoding: $0, as: UTF8.self) }
                == "web:\n  image: a:1.0.0\n")
    }
}
