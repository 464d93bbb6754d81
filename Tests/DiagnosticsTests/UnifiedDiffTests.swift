import Foundation
import MusterTesting
import Testing

@testable import Diagnostics

@Suite("Unified differences")
struct UnifiedDiffTests {
    @Test(
        "a difference reads as diff -u writes it",
        arguments: [
            ("a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
            ("a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n"),
            ("a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"),
            ("", "a\n", "@@ -0,0 +1,1 @@\n+a\n"),
            (
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n",
                "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -6,4 +7,3 @@\n 6\n 7\n 8\n-9\n"
            ),
        ])
    func rows(_ old: String, _ new: String, _ hunks: String) {
        let diff = UnifiedDiff.of(Array(old.utf8), Array(new.utf8), path: "f")
        #expect(diff == "--- a/f\n+++ b/f\n" + hunks)
    }

    @Test("equal texts have none, and a file that comes or goes names /dev/null")
    func edges() {
        #expect(UnifiedDiff.of([0x61], [0x61], path: "f") == nil)
        #expect(UnifiedDiff.of(nil, Array("a\n".utf8), path: "f") == "--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n")
        #expect(UnifiedDiff.of(Array("a\n".utf8), nil, path: "f") == "--- a/f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n")
        #expect(UnifiedDiff.of([0xFF], [0x61], path: "f") == "Binary files differ: f\n")
    }

    @Test("a text with more lines than are compared is shown as replaced")
    func limit() throws {
        let lines = { (mark: String) in (0...UnifiedDiff.comparedLines).map { "\(mark)\($0)\n" }.joined() }
        let diff = try #require(UnifiedDiff.of(Array(lines("a").utf8), Array(lines("b").utf8), path: "f"))
        #expect(diff.contains("@@ -1,\(UnifiedDiff.comparedLines + 1) +1,\(UnifiedDiff.comparedLines + 1) @@"))
    }

    @Test("a part with more changes than are looked for is shown as replaced")
    func manyChanges() throws {
        let lines = { (mark: String) in
            (0..<EditScript.mostChanges).map { "\(mark)\($0)\nsame\n" }.joined()
        }
        let diff = try #require(UnifiedDiff.of(Array(lines("a").utf8), Array(lines("b").utf8), path: "f"))
        #expect(diff.contains("@@ -1,\(2 * EditScript.mostChanges) +1,\(2 * EditScript.mostChanges) @@"))
    }

    @Test("changes lead from one text to the other, and are as few as the standard library's", arguments: 0..<60)
    func changes(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let kinds = Int32.random(in: 1...9, using: &random)
        func lines() -> [Int32] {
            (0..<Int.random(in: 0..<50, using: &random)).map { _ in Int32.random(in: 0..<kinds, using: &random) }
        }
        let (old, new) = (lines(), lines())
        let script = try #require(EditScript(from: old, to: new))
        let expected = new.difference(from: old)
        #expect(script.removed.count == expected.removals.count, "seed \(seed)")
        #expect(script.inserted.count == expected.insertions.count, "seed \(seed)")
        let kept = old.indices.filter { !script.removed.contains($0) }.map { old[$0] }
        let taken = new.indices.filter { !script.inserted.contains($0) }.map { new[$0] }
        #expect(kept == taken, "seed \(seed)")
    }

    @Test("long lines with equal beginnings are compared in time")
    func longLines() {
        let start = String(repeating: "a", count: 2_000)
        let lines = { (first: Int) in (0..<200).map { "\(start)\($0 * 2 + first)\n" }.joined() }
        #expect(UnifiedDiff.of(Array(lines(0).utf8), Array(lines(1).utf8), path: "f") != nil)
    }

    @Test("git applies a difference to the old text and has the new one", arguments: 0..<12)
    func applies(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-diff-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func line() -> String { "\(Int.random(in: 0..<6, using: &random))" }
        let old = (0..<Int.random(in: 1..<60, using: &random)).map { _ in line() }
        var new = old
        for _ in 0..<Int.random(in: 1..<8, using: &random) {
            let place = Int.random(in: 0...new.count, using: &random)
            if Bool.random(using: &random), place < new.count {
                new.remove(at: place)
            } else {
                new.insert("x" + line(), at: place)
            }
        }
        let end = Bool.random(using: &random) ? "\n" : ""
        let (before, after) = (old.joined(separator: "\n") + "\n", new.joined(separator: "\n") + end)
        guard let diff = UnifiedDiff.of(Array(before.utf8), Array(after.utf8), path: "f") else { return }
        try Data(before.utf8).write(to: folder.appending(path: "f"))
        try Data(diff.utf8).write(to: folder.appending(path: "p"))
        try Command.run("git", ["-C", folder.path, "apply", "--unidiff-zero", "--whitespace=nowarn", "p"])
        let applied = FileManager.default.contents(atPath: folder.appending(path: "f").path) ?? Data()
        #expect(String(decoding: applied, as: UTF8.self) == after, "seed \(seed)")
    }
}
