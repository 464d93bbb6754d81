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
            try Self.compare(files, folders: 6, "seed \(seed), step \(step)")
        }
    }

    private static func changed(_ line: String, using generator: inout SeededGenerator) -> String {
        guard Int.random(in: 0..<8, using: &generator) == 0 else { return line }
        let word = ["1", "2.0", "null", "010", "yes", "a b", "[]", "''", "\"", "x"].randomElement(using: &generator)
        return "\(line.prefix { $0 != ":" }): \(word ?? "")"
    }

    private static let blocks = [
        ["catalog:", "  name: Web", "  version: \"1.0.0\"", "  uuid: web-1", "  minimum_rancher_version: v1.6.0"],
        [
            "\u{FEFF}version: '2'", ".catalog:", "  version: v1", "  upgrade_from: '1.0.0'", "  labels: null",
            "  questions: null", "# note", "services: null",
        ],
        [
            "version: '2'", "services:", "  .catalog:", "    version: 1.0-rc.1", "    upgrade_from: null",
            "    questions:", "    - variable: A", "      default: x", "      required: true", "      type: int",
        ],
        ["catalog: {", "  version: a,", "  upgrade_from: b", "  }"],
        ["catalog:", "  <<:", "    version: 1.0.0", "    labels: null", "  description: v1", "  labels:", "    a: b"],
        ["catalog:", "  version: &v 1.0.0", "  name: *v", "  maximum_rancher_version: x"],
        ["catalog:", "  version: !!str 1", "  uuid: !!str 1", "  description: |", "    version: 1", "  name: é"],
        ["catalog:", "  version: 1.0.0 # one", "  version: x", "  minimum_rancher_version: 'v1'  "],
    ]
    private static let words = [
        "1", "2.0", "1.10", "0x1", "1e3", "1_0", "010", "190:20:30", "2001-12-14", "null", "~", "NULL", "true", "yes",
        "y", "n", ".5", "-1", "+1", "-", "---", "...", "1.2.3", "v1.2.3-rc_1", "1 ", "'1'", "\"1\"", "'1", "''",
        "1 # x",
        "1#x", "a:", "a: b", "a b", "[]", "{}", "*v", "&v 1", "!!int 1", "!!float 1", "|", ">-", "?", "é", "e\u{301}",
        "1\t", "1\r", "1\n    2", "1\u{85}2", "\u{FEFF}1", "x\u{0}", String(repeating: "1", count: 129), "Infinity",
        ".inf",
    ]

    @Test(
        "a copy with other values reads as it does alone", arguments: [UInt64.random(in: 0...UInt64.max), 1, 2, 3, 4])
    func copies(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for step in 0..<400 {
            let block = try #require(Self.blocks.randomElement(using: &generator))
            let lineBreak = Bool.random(using: &generator) ? "\n" : "\r\n"
            var files = ["templates/x/config.yml": "name: X\n"]
            for folder in 0..<5 {
                var lines = block
                for _ in 0..<(folder == 0 ? 0 : Int.random(in: 0...2, using: &generator)) {
                    let place = Int.random(in: 0..<lines.count, using: &generator)
                    let word = Self.words.randomElement(using: &generator) ?? ""
                    guard let colon = lines[place].firstIndex(of: ":") else { continue }
                    lines[place] = "\(lines[place][..<colon]): \(word)"
                }
                files["templates/x/\(folder)/rancher-compose.yml"] = lines.joined(separator: lineBreak)
            }
            try Self.compare(files, folders: 5, "seed \(seed), step \(step)")
        }
    }

    /// Reads versions together and each by itself.
    private static func compare(_ files: [String: String], folders: Int, _ comment: Comment) throws {
        let whole = try #require(FileTree(files).snapshot().templates.first)
        let alone = try (0..<folders).map { folder in
            let kept = files.filter { $0.key.hasSuffix("/config.yml") || $0.key.contains("/\(folder)/") }
            return try #require(FileTree(kept).snapshot().templates.first)
        }
        try #require(whole.versions == alone.flatMap(\.versions), comment)
        let findings = alone.flatMap(\.diagnostics).filter { $0.code != .noVersions }
        try #require(whole.diagnostics.filter { $0.code != .noVersions } == findings, comment)
    }

    @Test(
        "a single value where a list or a map belongs is an error, also in a copy of a version that has none there",
        arguments: ["questions", "labels"])
    func misplaced(key: String) throws {
        let text = { (value: String) in "catalog:\n  version: 1.0.0\n  \(key): \(value)\n" }
        let template = try #require(
            FileTree([
                "templates/x/config.yml": "name: X\n", "templates/x/0/rancher-compose.yml": text("null"),
                "templates/x/1/rancher-compose.yml": text("none"),
            ]).snapshot().templates.first)
        #expect(template.versions.map(\.folderName) == ["0"])
        #expect(template.diagnostics.map(\.code) == [.fieldType])
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
