import MusterTesting
import Testing

@testable import Catalog

@Suite("What changed between snapshots")
struct SnapshotDifferenceTests {
    /// Templates by folder name, each with its version folders: `0:1.0.0`, with `#` and anything after it for other files,
    /// or just a version text for a folder named by it. A folder name `infra*net` has a base.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: [String: [String]]
        let after: [String: [String]]
        /// `+` added, `~` changed, `-` removed, `=` another default.
        let expected: [String]
    }

    static let rows = [
        Row(testDescription: "nothing", before: ["a": ["0:1.0.0"]], after: ["a": ["0:1.0.0"]], expected: []),
        Row(
            testDescription: "a version more is the default too", before: ["a": ["0:1.0.0"]],
            after: ["a": ["0:1.0.0", "1:1.1.0"]], expected: ["+a:1 1.1.0", "=a:1 1.0.0>1.1.0"]),
        Row(
            testDescription: "a version more behind the default", before: ["a": ["0:1.0.0", "1:2.0.0"]],
            after: ["a": ["0:1.0.0", "1:2.0.0", "2:1.5.0"]], expected: ["+a:2 1.5.0"]),
        Row(
            testDescription: "other files", before: ["a": ["0:1.0.0", "1:1.1.0"]],
            after: ["a": ["0:1.0.0#", "1:1.1.0"]], expected: ["~a:0 1.0.0"]),
        Row(
            testDescription: "another text in the same folder", before: ["a": ["0:1.0.0"]], after: ["a": ["0:1.0.1"]],
            expected: ["~a:0 1.0.1", "=a:0 1.0.0>1.0.1"]),
        Row(
            testDescription: "the default is gone", before: ["a": ["0:1.0.0", "1:1.1.0"]], after: ["a": ["0:1.0.0"]],
            expected: ["-a:1 1.1.0", "=a:0 1.1.0>1.0.0"]),
        Row(
            testDescription: "no version is left", before: ["a": ["0:1.0.0"]], after: ["a": []],
            expected: ["-a:0 1.0.0", "=a 1.0.0>"]),
        Row(
            testDescription: "folders named by a version", before: ["a": ["1.0.0"]], after: ["a": ["1.0.0#", "1.0.1"]],
            expected: ["~a:1.0.0 1.0.0", "+a:1.0.1 1.0.1", "=a:1.0.1 1.0.0>1.0.1"]),
        Row(
            testDescription: "two folders of one revision: the first counts", before: ["a": ["0:1.0.0", "0:9.0.0"]],
            after: ["a": ["0:1.0.0", "0:9.0.0#"]], expected: []),
        Row(
            testDescription: "templates come and go, in the order of lists",
            before: ["b": ["0:1.0.0"], "d": ["0:1.0.0"], "infra*a": ["0:1.0.0"]],
            after: ["a": ["0:1.0.0"], "c": ["0:1.0.0"], "d": ["0:1.0.0"], "z": [], "infra*b": ["0:1.0.0"]],
            expected: ["+a:0 1.0.0", "-b:0 1.0.0", "+c:0 1.0.0", "-infra*a:0 1.0.0", "+infra*b:0 1.0.0"]),
        Row(
            testDescription: "all go", before: ["a": ["0:1"], "b": ["0:1"]], after: [:], expected: ["-a:0 1", "-b:0 1"]),
        Row(
            testDescription: "all come", before: [:], after: ["a": ["0:1"], "b": ["0:1"]],
            expected: ["+a:0 1", "+b:0 1"]),
    ]

    @Test("each version that came, changed or went is told, and each new default", arguments: rows)
    func told(row: Row) throws {
        let difference = SnapshotDifference(
            from: try snapshot("one", row.before), to: try snapshot("two", row.after), limit: 100)
        #expect(difference.changes.map(text) == row.expected)
        #expect(difference.isComplete)
        for (count, sign) in [(difference.added, "+"), (difference.changed, "~"), (difference.removed, "-")] {
            #expect(count == row.expected.count { $0.hasPrefix(sign) })
        }
    }

    @Test("more changes than the limit are counted, not told; exactly as many are told", arguments: [0, 1, 9, 10, 11])
    func limit(limit: Int) throws {
        let many = Dictionary(uniqueKeysWithValues: (0..<10).map { ("t\($0)", ["0:1.0.0"]) })
        let difference = SnapshotDifference(from: try snapshot("one", [:]), to: try snapshot("two", many), limit: limit)
        #expect(difference.added == 10)
        #expect(difference.isComplete == (limit >= 10))
        #expect(difference.changes.count == (limit >= 10 ? 10 : 0))
    }

    @Test("a template whose tree is the same is not looked at, nor is a snapshot of the same commit")
    func unread() throws {
        let before = try snapshot("one", ["a": ["0:1.0.0"]])
        var template = before.templates[0]
        template.versions = []
        let sameTree = CatalogSnapshot(commit: "two", templates: [template])
        #expect(SnapshotDifference(from: before, to: sameTree, limit: 9).removed == 0)
        let sameCommit = try snapshot("one", [:])
        #expect(SnapshotDifference(from: before, to: sameCommit, limit: 9).removed == 0)
    }

    private func text(_ change: SnapshotDifference.Change) -> String {
        switch change {
        case .added(let name): "+\(id(name)) \(name.version)"
        case .changed(let name): "~\(id(name)) \(name.version)"
        case .removed(let name): "-\(id(name)) \(name.version)"
        case .defaultChanged(let name, let old): "=\(id(name)) \(old)>\(name.version)"
        }
    }

    private func id(_ name: TemplateVersionName) -> String {
        let template = name.base.isEmpty ? name.folderName : "\(name.base)*\(name.folderName)"
        return name.idSuffix.map { "\(template):\($0)" } ?? template
    }

    private func snapshot(_ commit: String, _ templates: [String: [String]]) throws -> CatalogSnapshot {
        CatalogSnapshot(
            commit: commit,
            templates: try templates.map { name, versions in
                let parts = name.split(separator: "*")
                let base = parts.count == 2 ? String(parts[0]) : ""
                let tree = try #require(ContentID(bytes: Self.digest(versions.joined(separator: " "))))
                var template = Template(
                    folderPath: "\(base)-templates/\(parts.last ?? "")", tree: tree, base: base,
                    folderName: String(parts.last ?? ""))
                template.versions = versions.map(version)
                return template
            })
    }

    private func version(_ text: String) -> TemplateVersion {
        let parts = text.split(separator: ":").map(String.init)
        let content = parts.last?.split(separator: "#").first.map(String.init) ?? ""
        var version =
            parts.count == 2
            ? TemplateVersion(folderName: parts[0], revision: Int(parts[0]), version: content)
            : TemplateVersion(folderName: content, revision: nil, version: content)
        version.upgradeFrom = text.contains("#") ? "changed" : ""
        return version
    }

    /// 20 bytes that differ for different texts of a test.
    private static func digest(_ text: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 20)
        for (index, byte) in text.utf8.enumerated() { bytes[index % 20] = bytes[index % 20] &* 31 &+ byte &+ 1 }
        return bytes
    }
}
