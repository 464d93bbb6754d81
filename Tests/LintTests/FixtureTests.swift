import Diagnostics
import Foundation
import Lint
import MusterTesting
import Testing

/// The trees of `catalog-fixtures/`, as their authors would lint them.
@Suite("Fixtures")
struct FixtureTests {
    @Test("there is nothing but notes in the good catalog")
    func good() async throws {
        let found = try await Self.findings("good", name: "fixtures")
        #expect(try found == CatalogFixtures.expected("findings", of: "good"))
        #expect(found.allSatisfy { $0.contains(": note ") })
    }

    @Test("a fault is found as the file beside it says", arguments: CatalogFixtures.broken)
    func broken(name: String) async throws {
        let expected = try CatalogFixtures.expected("findings", of: "broken/\(name)")
        #expect(!expected.isEmpty)
        #expect(try await Self.findings("broken/\(name)", name: name) == expected)
    }

    @Test("each fixture is told of in the README")
    func readme() throws {
        let readme = try String(contentsOf: CatalogFixtures.folder.appending(path: "README.md"), encoding: .utf8)
        #expect(CatalogFixtures.broken.count >= 12)
        for name in CatalogFixtures.broken { #expect(readme.contains("| `broken/\(name)` |"), "\(name)") }
    }

    /// What lint finds, a line each: the place, the rule with the severity, and the message.
    private static func findings(_ tree: String, name: String) async throws -> [String] {
        let tree = try CatalogFixtures.tree(tree)
        let report = try await Linter().lint(
            LintInput(name: name, folders: tree.folders, contents: tree.contents)
        ).report
        return report.findings.map { finding in
            let found = finding.diagnostic
            let start = found.location.start.map { ":\($0.line):\($0.column)" } ?? ""
            return "\(found.location.path)\(start): \(found.severity.rawValue) \(finding.rule): \(found.message)"
        }
    }
}
