import Diagnostics
import MusterTesting
import Testing

@Suite("Excerpts of long lines")
struct ExcerptTests {
    /// What is printed of the line, and the marks below it, without the margins.
    private static func excerpt(_ line: String, from start: Int, to end: Int) -> (line: String, marks: String) {
        let source = SourceText(path: "f", bytes: Array("first\n\(line)\nlast\n".utf8))
        let place = source.location(of: SourceSpan(6 + start, 6 + end))
        let diagnostic = Diagnostic(DiagnosticCode("c"), .error, "m", at: place)
        let lines = TextRenderer { _ in source }.render(diagnostic).split(separator: "\n")
        return (String(lines[1].dropFirst(" 2 | ".count)), String(lines[2].dropFirst("   | ".count)))
    }

    /// The character above the caret.
    private static func marked(_ excerpt: (line: String, marks: String)) -> Character? {
        excerpt.marks.firstIndex(of: "^").map { excerpt.marks.distance(from: excerpt.marks.startIndex, to: $0) }
            .flatMap { Array(excerpt.line).indices.contains($0) ? Array(excerpt.line)[$0] : nil }
    }

    @Test("a line of 160 columns is shown whole, a longer one around the place")
    func longest() {
        let line = String(repeating: "a", count: 79) + "X" + String(repeating: "b", count: 80)
        let whole = Self.excerpt(line, from: 79, to: 80)
        #expect(whole.line == line)
        #expect(Self.marked(whole) == "X")
        let cut = Self.excerpt("aa\(line)bb", from: 81, to: 82)
        #expect(cut.line.count == 160)
        #expect(cut.line.hasPrefix("…a") && cut.line.hasSuffix("b…"))
        #expect(Self.marked(cut) == "X")
        #expect(cut.marks.hasSuffix("^"))
    }

    @Test(
        "wherever the place is, the caret stands under its first character, and all columns are used",
        arguments: [0, 1, 79, 80, 81, 5_000, 9_840, 9_919, 9_998, 9_999])
    func places(offset: Int) {
        var bytes = [UInt8](repeating: UInt8(ascii: "."), count: 10_000)
        bytes[offset] = UInt8(ascii: "X")
        let excerpt = Self.excerpt(String(decoding: bytes, as: UTF8.self), from: offset, to: offset + 1)
        #expect(excerpt.line.count == 160)
        #expect(Self.marked(excerpt) == "X")
        #expect(excerpt.line.hasPrefix("…") == (offset > 80))
        #expect(excerpt.line.hasSuffix("…") == (offset < 9_920))
    }

    @Test("a place at the line's end, or as long as the line")
    func ends() {
        let line = String(repeating: "a", count: 1_000)
        let end = Self.excerpt(line, from: 1_000, to: 1_000)
        #expect(end.marks == String(repeating: " ", count: 159) + "^")
        let whole = Self.excerpt(line, from: 0, to: 1_000)
        #expect(whole.line == String(line.prefix(159)) + "…")
        #expect(whole.marks == "^" + String(repeating: "~", count: 158))
    }

    @Test(
        "characters of several bytes, of several scalars, and tabs take the place that they always took",
        arguments: ["é", "漢", "🙂", "e\u{301}", "\t"])
    func wide(character: Character) {
        for count in [10, 300] {
            let before = String(repeating: character, count: count)
            let start = before.utf8.count
            let excerpt = Self.excerpt("\(before)X\(before)", from: start, to: start + 1)
            #expect(Self.marked(excerpt) == "X", "\(count)")
            #expect(excerpt.line.count == (count == 10 ? 21 : 160))
            #expect(excerpt.marks.contains("\t") == (character == "\t"))
        }
    }

    @Test("a line of one endless character, and one that is no text, cost what a short one does")
    func odd() {
        let marks = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(Self.excerpt(marks, from: 100_001, to: 100_003).line.utf8.count < 3_000)
        let source = SourceText(path: "f", bytes: [UInt8](repeating: 0x80, count: 1 << 20))
        let place = source.location(of: SourceSpan(500_000, 500_001))
        let text = TextRenderer { _ in source }.render(Diagnostic(DiagnosticCode("c"), .error, "m", at: place))
        #expect(text.utf8.count < 3_000)
    }

    @Test("a fix of a long line is said by its title alone, and a message has an end")
    func texts() {
        let fix = Fix("quote it", safety: .safe, at: .wholeFile("f"), replacement: String(repeating: "a", count: 200))
        let long = String(repeating: "é", count: 10_000)
        let diagnostic = Diagnostic(DiagnosticCode("c"), .error, long, at: .wholeFile("f"), help: long, fixes: [fix])
        #expect(diagnostic.message.utf8.count <= Diagnostic.longestText + 3)
        #expect(diagnostic.message.hasSuffix("é…"))
        let text = TextRenderer { _ in nil }.render(diagnostic)
        #expect(text.hasSuffix("= fix: quote it\n"))
        #expect(text.utf8.count < 3 * Diagnostic.longestText)
    }
}
