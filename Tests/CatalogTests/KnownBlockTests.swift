import Diagnostics
import MusterTesting
import Testing

@testable import Catalog

@Suite("Versions that are like versions before")
struct KnownBlockTests {
    private static let lines = [
        "version: '2'", "catalog:", ".catalog:", "  name: Web", "  version: \"1.0.0\"", "  version: 1.10",
        "  version: v2",
        "  uuid: web-1", "  minimum_rancher_version: v1.6.0", "  upgrade_from: '1.0.0'", "  labels:", "    a: b",
        "  questions:", "  - variable: A", "    type: int", "    default: 1.10", "  - variable: B", "    default: x",
        "services:", "  web:", "    scale: 1", "web:", "  scale: 1", "# note", "  - [",
    ]

    @Test(
        "whatever stood in the versions before, each reads as it does alone",
        arguments: [UInt64.random(in: 0...UInt64.max), 3])
    func property(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for step in 0..<400 {
            let base = Self.lines.filter { _ in Bool.random(using: &generator) }
            var files = ["templates/x/config.yml": "name: X\n"]
            for folder in 0..<6 {
                let text = base.map { Self.changed($0, using: &generator) }.joined(separator: "\n")
                files["templates/x/\(folder)/rancher-compose.yml"] = text
            }
            let whole = try #require(FileTree(files).snapshot().templates.first)
            let alone = try (0..<6).map { folder in
                let kept = files.filter { $0.key.hasSuffix("/config.yml") || $0.key.contains("/\(folder)/") }
                return try #require(FileTree(kept).snapshot().templates.first)
            }
            try #require(whole.versions == alone.flatMap(\.versions), "seed \(seed), step \(step)")
            let findings = alone.flatMap(\.diagnostics).filter { $0.code != .noVersions }
            try #require(
                whole.diagnostics.filter { $0.code != .noVersions } == findings, "seed \(seed), step \(step)")
        }
    }

    private static func changed(_ line: String, using generator: inout SeededGenerator) -> String {
        guard Int.random(in: 0..<8, using: &generator) == 0 else { return line }
        let word = ["1", "2.0", "null", "010", "yes", "a b", "[]", "''", "\"", "x"].randomElement(using: &generator)
        return "\(line.prefix { $0 != ":" }): \(word ?? "")"
    }

    @Test("equal questions are one array, also in versions that were taken over")
    func sharing() throws {
        var files = ["templates/x/config.yml": "name: X\n"]
        for version in 0..<3 { files["templates/x/\(version)/rancher-compose.yml"] = Self.text(version, note: "") }
        let first = FileTree(files).snapshot()
        files["templates/x/3/rancher-compose.yml"] = Self.text(3, note: "# another look\n")
        let tree = FileTree(files)
        let second = CatalogReader().read(commit: "d", folders: tree.folders, previous: first) {
            tree.contents[$0] ?? []
        }
        for (snapshot, count) in [(first, 3), (second, 4)] {
            let questions = try #require(snapshot.templates.first).versions.compactMap(\.questions)
            #expect(questions.count == count)
            #expect(Set(questions.map { $0.withUnsafeBufferPointer { $0.baseAddress } }).count == 1)
        }
    }

    private static func text(_ version: Int, note: String) -> String {
        "\(note).catalog:\n  version: 1.0.\(version)\n  questions:\n  - variable: A\n    label: A rather long label to share\n"
    }
}
