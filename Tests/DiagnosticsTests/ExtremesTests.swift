import Diagnostics
import MusterTesting
import Testing

/// Places that no text has, and names that nobody has.
@Suite("Extremes of places")
struct ExtremesTests {
    static let source = SourceText(path: "f", bytes: Array("one\r\ntwo\n\nthree é".utf8))

    @Test("a place outside of a text is moved to its end, or is an empty line", arguments: Extremes.integers)
    func places(number: Int) {
        let position = Self.source.position(at: number)
        #expect((0...Self.source.bytes.count).contains(position.offset) && position.line >= 1 && position.column >= 1)
        #expect((0...Self.source.bytes.count).contains(Self.source.start(ofLine: number)))
        #expect(Self.source.line(number).isEmpty == !((1...2).contains(number) || number == 4))
        for other in Extremes.integers {
            let location = Self.source.location(of: SourceSpan(number, other))
            let diagnostic = Diagnostic(DiagnosticCode("c"), .note, "m", at: location)
            #expect(!TextRenderer { _ in Self.source }.render(diagnostic).isEmpty)
            #expect(!JSONRenderer().render([diagnostic]).isEmpty)
        }
    }

    @Test("a place that another text had can be shown", arguments: Extremes.integers.filter { $0 > 0 })
    func foreignPlaces(number: Int) {
        let start = SourcePosition(offset: number, line: number, column: number)
        let location = SourceLocation(path: "f", start: start, end: SourcePosition(offset: 0, line: 1, column: 1))
        let diagnostic = Diagnostic(DiagnosticCode("c"), .note, "m", at: location)
        #expect(!TextRenderer { _ in Self.source }.render(diagnostic).isEmpty)
        #expect(!JSONRenderer().render([diagnostic]).isEmpty)
    }

    @Test("a map of spans has an origin for every place, or none for any", arguments: Extremes.integers)
    func spans(number: Int) {
        var builder = SpanMap.Builder()
        #expect(builder.finish().run(at: number) == nil)
        builder.append(upTo: 3, from: SourceSpan(5, 8), isCopy: true)
        builder.append(upTo: 9, from: SourceSpan(8, 20), isCopy: false)
        let map = builder.finish()
        #expect(map.run(at: number) != nil)
        for other in Extremes.integers where number < .max && other < .max {
            _ = map.origin(of: SourceSpan(number, other))
        }
    }

    static let readers = [
        ForeignReader("names", ["moving-tag", "MU014"]) { text in
            _ = NearestName.to(text, in: ["moving-tag", "", text + "a", String(text.dropFirst()), "é"])
            _ = text.printable + text.printableLine
        },
        ForeignReader(
            "texts", ["one\r\ntwo\n"],
            bytes: { bytes in
                let source = SourceText(path: "f", bytes: bytes)
                for line in 0...min(source.lineCount + 1, 50) { _ = source.line(line) }
                _ = source.trimmed
                let diagnostic = Diagnostic(
                    DiagnosticCode("c"), .note, "m", at: source.location(of: SourceSpan(0, bytes.count)))
                _ = TextRenderer { _ in source }.render(diagnostic)
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }
}
