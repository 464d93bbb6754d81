import Budget
import Catalog
import Diagnostics
import MusterTesting
import Testing

@testable import Lint

@Suite("Lint of large templates")
struct ManyVersionsTests {
    private static func tree(_ count: Int, _ block: (Int) -> String) -> FileTree {
        var files = ["templates/web/config.yml": "name: Web\nversion: 1.0.0\n"]
        for number in 0..<count {
            files["templates/web/\(number)/rancher-compose.yml"] = ".catalog:\n\(block(number))"
            files["templates/web/\(number)/docker-compose.yml"] = "web:\n  image: a:1.0.0\n"
        }
        return FileTree(files)
    }

    private static func findings(
        _ tree: FileTree, _ change: (inout Linter) -> Void = { _ in }
    ) async throws -> [Finding] {
        var linter = Linter()
        change(&linter)
        let input = LintInput(name: "mine", folders: tree.folders, contents: tree.contents)
        return try await linter.lint(input).report.findings
    }

    @Test("many versions, each for a server of its own, are linted in time")
    func servers() async throws {
        let tree = Self.tree(60) { number in
            """
              version: 1.\(number).0
              minimum_rancher_version: v1.\(number).0
              maximum_rancher_version: v1.\(number).99
              upgrade_from: '>=0.\(number).0'

            """
        }
        #expect(try await Self.findings(tree).contains { $0.rule == "MU053" })
    }

    @Test("of very many pairs that cannot be compared some are told, and the rest is counted")
    func incomparable() async throws {
        let tree = Self.tree(40) { "  version: 1.0.0+a\($0)\n" }
        let found = try await Self.findings(tree).filter { $0.rule == "MU052" }
        #expect(found.count == CappedDiagnostics.mostOfAKind + 1)
        let rest = 40 * 39 / 2 - CappedDiagnostics.mostOfAKind
        #expect(
            found.first { $0.diagnostic.location.start == nil }?.diagnostic.message
                == "neither is newer to Rancher in \(rest) more pairs of versions")
    }

    @Test("a template that takes too long is given up, and that is a finding")
    func time() async throws {
        let tree = Self.tree(3) { "  version: 1.\($0).0\n" }
        let found = try await Self.findings(tree) { $0.secondsPerTemplate = 0 }
        #expect(found.map(\.rule) == ["MU023"])
        #expect(
            found.first?.diagnostic.message == "looking at the template takes longer than 0 seconds, and was given up")
        #expect(try await Self.findings(tree) { $0.secondsPerTemplate = 1_000 } == Self.findings(tree))
    }

    @Test("what is wrong many times in one file is told so many times, in time, and the rest is counted")
    func manyFindings() async throws {
        let keys = (0..<400).map { "  minimum_rancher_versio\($0): a\n" }.joined()
        let services = (0..<400).map { "s\($0):\n  image: a:1.0.0\n  links: [r\($0)]\n" }.joined()
        let files = [
            "templates/web/config.yml": "name: Web\nversion: 1.0.0\n",
            "templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n\(keys)",
            "templates/web/0/docker-compose.yml": services,
        ]
        let found = try await Self.findings(FileTree(files))
        for rule in ["MU005", "MU017"] {
            let own = found.filter { $0.rule == rule }
            #expect(own.count == CappedDiagnostics.mostOfAKind + 1, "\(rule)")
            #expect(own.contains { $0.diagnostic.message.hasSuffix("more of these are left out") })
        }
    }

    @Test("columns of many places on one long line are found in one walk")
    func columns() {
        let text = String(repeating: "é", count: 20_000)
        let source = SourceText(path: "f", bytes: Array(text.utf8))
        let places = (0..<200).map { source.location(of: SourceSpan(100 * $0, 100 * $0 + 2)) }.reversed()
        let columns = CharacterColumns(of: Array(places)) { _ in source.bytes }
        for place in places {
            guard let start = place.start else { continue }
            #expect(columns.column(of: start, in: "f") == start.offset / 2 + 1)
        }
    }
}
