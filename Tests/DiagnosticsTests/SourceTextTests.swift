import Diagnostics
import MusterTesting
import Testing

@Suite("Source text")
struct SourceTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let offset: Int
        let line: Int
        let column: Int
        var testDescription: String { "\(text.debugDescription) @\(offset)" }
    }

    static let rows: [Row] = [
        Row(text: "", offset: 0, line: 1, column: 1),
        Row(text: "", offset: 9, line: 1, column: 1),
        Row(text: "ab", offset: -1, line: 1, column: 1),
        Row(text: "ab\ncd", offset: 2, line: 1, column: 3),
        Row(text: "ab\ncd", offset: 3, line: 2, column: 1),
        Row(text: "ab\ncd", offset: 5, line: 2, column: 3),
        Row(text: "a\r\nb", offset: 3, line: 2, column: 1),
        Row(text: "é=1\n", offset: 2, line: 1, column: 3),
        Row(text: "\n\n\n", offset: 3, line: 4, column: 1),
    ]

    @Test("a byte offset has a line and a column in bytes", arguments: rows)
    func position(row: Row) {
        let position = SourceText(path: "f", bytes: Array(row.text.utf8)).position(at: row.offset)
        #expect(position.line == row.line)
        #expect(position.column == row.column)
    }

    @Test("every offset leads to its line's start and back")
    func positionsRoundTrip() {
        var random = SeededGenerator(seed: 20_161_121)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                [UInt8(ascii: "\n"), 0x61, 0xC3, 0xA9, 0x0D][Int.random(in: 0..<5, using: &random)]
            }
            let text = SourceText(path: "f", bytes: bytes)
            for offset in 0...bytes.count {
                let position = text.position(at: offset)
                #expect(text.start(ofLine: position.line) + position.column - 1 == offset, "seed \(random.seed)")
            }
        }
    }

    @Test("a line is shown without its ending", arguments: [(1, "one"), (2, "two"), (3, ""), (4, ""), (0, "one")])
    func line(number: Int, expected: String) {
        let text = SourceText(path: "f", bytes: Array("one\r\ntwo\n".utf8))
        #expect(text.line(max(number, 1)) == expected)
    }
}
