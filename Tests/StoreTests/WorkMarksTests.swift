import Foundation
import MusterTesting
import Synchronization
import Testing

@testable import Store

@Suite("Marks of background work")
struct WorkMarksTests {
    private static func mark(_ item: String, state: String = "t1") -> WorkMark {
        WorkMark(kind: "lint", environment: "global", catalog: "cat", item: item, state: state)
    }

    /// What a process does before it is killed: `+a` begins, `-a` ends, `~a` is given up, `.` is an orderly stop.
    struct Life: Sendable, CustomTestStringConvertible {
        let processes: [String]
        var suspects: [String] = []
        var refused: [String] = []
        var testDescription: String { processes.joined(separator: " | ") }
    }

    @Test(
        "what was under way when the process was killed is suspect, and refused when it was twice in a row",
        arguments: [
            Life(processes: [""]), Life(processes: ["+a -a"]), Life(processes: ["+a"], suspects: ["a"]),
            Life(processes: ["+a +b -a"], suspects: ["b"]), Life(processes: ["+a +b"], suspects: ["a", "b"]),
            Life(processes: ["+a", ""], suspects: ["a"]), Life(processes: ["+a", "+a"], refused: ["a"]),
            Life(processes: ["+a", "+a -a"]), Life(processes: ["+a", "+a ~a"], suspects: ["a"]),
            Life(processes: ["+a", "+a -a", "+a"], suspects: ["a"]),
            Life(processes: ["+a", "+b"], suspects: ["a", "b"]),
            Life(processes: ["+a +b", "+a -a +b"], refused: ["b"]),
            Life(processes: ["+a", "+a", "+b -b"], refused: ["a"]),
            Life(processes: ["+a ."]), Life(processes: ["+a", "+a ."], suspects: ["a"]),
            Life(processes: ["+a", "+a", "."], refused: ["a"]), Life(processes: ["+a . +b -b"]),
        ])
    func lives(row: Life) {
        var left: [UInt8] = []
        for process in row.processes {
            var history = MarkHistory(reading: left, release: "1")
            var text = history.text
            var numbers: [Substring: Int] = [:]
            for (number, step) in process.split(separator: " ").enumerated() {
                let name = step.dropFirst()
                switch step.first {
                case "+":
                    numbers[name] = number
                    text += history.begin(Self.mark(String(name)), number: number)
                case ".": text += history.stop()
                default: text += history.end(numbers[name] ?? -1, isGivenUp: step.first == "~")
                }
            }
            left = Array(text.utf8)
        }
        let history = MarkHistory(reading: left, release: "1")
        #expect(history.suspects.map(\.item) == row.suspects)
        #expect(history.refused.map(\.item) == row.refused)
        #expect(MarkHistory(reading: Array(history.text.utf8), release: "1") == history, "the text tells all of it")
        #expect(MarkHistory(reading: left, release: "2") == MarkHistory(release: "2"), "another version tries anew")
    }

    @Test("what changed since is tried as if nothing had been")
    func changed() {
        var history = MarkHistory(release: "1")
        var text = history.text + history.begin(Self.mark("a"), number: 1)
        history = MarkHistory(reading: Array(text.utf8), release: "1")
        text = history.text + history.begin(Self.mark("a"), number: 1)
        history = MarkHistory(reading: Array(text.utf8), release: "1")
        #expect(history.refused == [Self.mark("a")])
        _ = history.begin(Self.mark("a", state: "t2"), number: 1)
        #expect(history.refused == [])
    }

    @Test(
        "any text is told from any other",
        arguments: ["", "a", "a\tb", "a\nb", "%", "%2", "%25", "a%09", "\u{301}x", "é\u{7F}", "x\r\n", "🇩🇪", "…"])
    func texts(text: String) {
        var history = MarkHistory(release: "1")
        let mark = WorkMark(kind: text, environment: text, catalog: text, item: text, state: text)
        let left = history.text + history.begin(mark, number: 1)
        #expect(MarkHistory(reading: Array(left.utf8), release: "1").suspects == [mark])
    }

    @Test("long texts are told by their beginning and a digest")
    func longTexts() {
        for unit in ["x", "é", "🇩🇪"] {
            let long = String(repeating: unit, count: 10_000)
            var history = MarkHistory(release: "1")
            let left = history.text + history.begin(Self.mark(long), number: 1)
            #expect(left.utf8.count < 1_024)
            #expect(MarkHistory(reading: Array(left.utf8), release: "1").suspects == [Self.mark(long)])
            #expect(Self.mark(long) != Self.mark(long + "y"))
        }
    }

    @Test("lines that are none count for nothing, nor do more marks than are kept")
    func damage() {
        var history = MarkHistory(release: "1")
        let begun = history.begin(Self.mark("a"), number: 1)
        for text in [
            history.text + "+\t1\tlint", "\u{0}\u{FF}", "muster marks 2 1\n" + begun, begun,
            history.text + "+\tx\tlint\tglobal\tcat\ta\tt\n-\n-\tx\ns\ta\n+\t99999999999999999999\ta\tb\tc\td\te\n",
        ] {
            let read = MarkHistory(reading: Array(text.utf8), release: "1")
            #expect(read.suspects.count <= 1 && read.refused.isEmpty)
        }
        var many = MarkHistory(release: "1")
        let text = many.text + (0..<1_500).map { many.begin(Self.mark("m\($0)"), number: $0) }.joined()
        let read = MarkHistory(reading: Array(text.utf8), release: "1")
        #expect(read.suspects.count == MarkHistory.keptMarks && read.suspects.last == Self.mark("m1499"))
        let huge = [UInt8](repeating: UInt8(ascii: "\n"), count: MarkHistory.largestFile + 1)
        #expect(MarkHistory(reading: huge, release: "1") == MarkHistory(release: "1"))
    }

    private static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "muster-marks-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Leaves work under way, as a process does that is killed by it.
    private static func leave(_ marks: WorkMarks, _ items: [String]) async throws {
        for item in items {
            let (endless, continuation) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                // Held by the work itself, so that nothing ends it.
                try await marks.run(mark(item)) { for await _ in endless { continuation.yield() } }
            }
            let isMarked = {
                let text = (try? String(contentsOfFile: marks.path, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").contains { $0.hasPrefix("+") && $0.contains("\t\(item)\t") }
            }
            try await eventually { isMarked() }
            _ = task
        }
    }

    @Test("marks outlive their process without an end, and are gone with one")
    func file() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await Self.leave(WorkMarks(directory: folder, release: "1"), ["a", "b"])
        let second = WorkMarks(directory: folder, release: "1")
        #expect(second.suspects == [Self.mark("a"), Self.mark("b")])
        #expect(second.standing(of: Self.mark("a")) == .last && second.standing(of: Self.mark("c")) == .usual)
        #expect(try await second.run(Self.mark("b")) { 7 } == 7)
        try await Self.leave(second, ["a"])
        let third = WorkMarks(directory: folder, release: "1")
        #expect(third.suspects == [] && third.refused == [Self.mark("a")])
        #expect(try await third.run(Self.mark("a")) { 7 } == nil, "it is left out")
        #expect(try await third.run(Self.mark("a", state: "t2")) { 7 } == 7, "what it became is not")
        try await Self.leave(third, ["c"])
        third.stop()
        let fourth = WorkMarks(directory: folder, release: "1")
        #expect(fourth.suspects == [] && fourth.refused == [])
    }

    @Test("suspects that are there no more are forgotten for good")
    func forgotten() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await Self.leave(WorkMarks(directory: folder, release: "1"), ["a", "b"])
        WorkMarks(directory: folder, release: "1").forgetSuspects { $0.item == "a" }
        #expect(WorkMarks(directory: folder, release: "1").suspects == [Self.mark("b")])
    }

    @Test("the file stays small, and what cannot be written costs nothing else")
    func bounds() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let marks = WorkMarks(directory: folder, release: "1")
        for number in 0..<20_000 { _ = try await marks.run(Self.mark("\(number)")) { number } }
        let size = try FileManager.default.attributesOfItem(atPath: marks.path)[.size] as? Int
        #expect((size ?? .max) < WorkMarks.growth + 1_024)
        let nowhere = WorkMarks(directory: "/no/such/folder", release: "1")
        #expect(try await nowhere.run(Self.mark("a")) { 7 } == 7)
    }

    /// How many pieces of work are under way.
    private final class Running: Sendable {
        private let count = Mutex(0)

        func change(by difference: Int) -> Int {
            count.withLock { count in
                count += difference
                return count
            }
        }
    }

    @Test("suspect work is alone: nothing else is under way meanwhile")
    func alone() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let items = (0..<5).map { "s\($0)" }
        try await Self.leave(WorkMarks(directory: folder, release: "1"), items)
        let marks = WorkMarks(directory: folder, release: "1")
        let running = Running()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for item in items + (0..<40).map({ "u\($0)" }) {
                group.addTask {
                    let isSuspect = item.hasPrefix("s")
                    _ = try await marks.run(Self.mark(item)) {
                        let now = running.change(by: 1)
                        #expect(!isSuspect || now == 1)
                        for _ in 0..<20 { await Task.yield() }
                        #expect(running.change(by: -1) == 0 || !isSuspect)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(marks.suspects == [])
    }
}
