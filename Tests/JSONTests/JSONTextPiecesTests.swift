import JSON
import MusterTesting
import Testing

@Suite("JSON text in pieces")
struct JSONTextPiecesTests {
    /// Bytes of every kind that means something in UTF-8 or in JSON.
    private static let alphabet: [UInt8] = [
        0x00, 0x09, 0x0A, 0x22, 0x41, 0x5C, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xA8, 0xBF, 0xC0, 0xC1,
        0xC2, 0xDF, 0xE0,
        0xE2, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]

    private static func pieces(_ parts: [[UInt8]]) -> [[UInt8]] {
        var pieces = JSONTextPieces()
        var outputs = parts.map { part in
            var output: [UInt8] = []
            pieces.append(part, to: &output)
            return output
        }
        outputs.append([])
        pieces.finish(to: &outputs[parts.count])
        return outputs
    }

    private static func whole(_ bytes: [UInt8]) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(utf8: bytes)
        return Array(writer.bytes.dropFirst().dropLast())
    }

    @Test("wherever bytes are cut, the pieces are the whole text, and each is valid")
    func property() {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                Self.alphabet.randomElement(using: &generator) ?? 0
            }
            var parts: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                parts.append(Array(rest.prefix(Int.random(in: 1...5, using: &generator))))
                rest = rest.dropFirst(parts[parts.count - 1].count)
            }
            let pieces = Self.pieces(parts)
            #expect(pieces.flatMap(\.self) == Self.whole(bytes), "seed \(generator.seed): \(parts)")
            #expect(
                pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil },
                "seed \(generator.seed): \(parts)")
        }
    }

    @Test("a character that comes in three pieces is one")
    func character() {
        let cow = Array("🐄".utf8)
        #expect(Self.pieces([[cow[0]], [cow[1], cow[2]], [cow[3]]]) == [[], [], cow, []])
        #expect(Self.pieces([[0x41, cow[0], cow[1]]]) == [[0x41], Array("\u{FFFD}".utf8)])
    }
}
