import Diagnostics
import Testing

@Suite("Span maps")
struct SpanMapTests {
    private static let map: SpanMap = {
        var builder = SpanMap.Builder()
        builder.append(upTo: 4, from: SourceSpan(10, 14), isCopy: true)
        builder.append(upTo: 4, from: SourceSpan(14, 20), isCopy: false)
        builder.append(upTo: 9, from: SourceSpan(20, 26), isCopy: false, pass: 2)
        builder.append(upTo: 12, from: SourceSpan(26, 29), isCopy: true)
        return builder.finish()
    }()

    @Test("an empty run is left out, the others keep what they were given")
    func runs() {
        #expect(Self.map.runs.map(\.end) == [4, 9, 12])
        #expect(Self.map.run(at: 6)?.pass == 2)
        #expect(Self.map.run(at: 100)?.end == 12)
    }

    @Test(
        "a byte of a copy leads to its byte, any other to the whole action",
        arguments: [
            (0, 1, 10, 11), (1, 3, 11, 13), (3, 5, 13, 26), (4, 5, 20, 26), (5, 8, 20, 26), (8, 11, 20, 28),
            (11, 12, 28, 29), (12, 12, 29, 29), (50, 60, 29, 29),
        ])
    func origins(start: Int, end: Int, from: Int, to: Int) {
        #expect(Self.map.origin(of: SourceSpan(start, end)) == SourceSpan(from, to))
    }
}
