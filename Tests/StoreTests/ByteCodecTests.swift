import Catalog
import Diagnostics
import MusterTesting
import Testing

@testable import Store

@Suite("Bytes")
struct ByteCodecTests {
    @Test("unsigned numbers at the ends of each length", arguments: (0..<64).map { UInt64(1) << $0 } + [0, .max])
    func numbers(power: UInt64) throws {
        for number in [power, power &- 1] {
            var writer = ByteWriter()
            writer.number(number)
            var reader = ByteReader(writer.bytes)
            #expect(try reader.number() == number)
            #expect(reader.isAtEnd)
        }
    }

    @Test(
        "numbers that are too large, or end early, are refused",
        arguments: [
            [], [0x80], [UInt8](repeating: 0xFF, count: 9), [UInt8](repeating: 0xFF, count: 9) + [0x02],
            [UInt8](repeating: 0x80, count: 9) + [0x81, 0x00], [UInt8](repeating: 0x80, count: 20),
        ] as [[UInt8]])
    func badNumbers(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        #expect(throws: ByteReader.Damage.self) { try reader.number() }
    }

    @Test("a count up to the bytes that are left does not make room for as many elements")
    func hostileCount() {
        var writer = ByteWriter()
        writer.number(1 << 24)
        writer.raw([UInt8](repeating: 0, count: 1 << 24))
        var reader = ByteReader(writer.bytes)
        var made = 0
        #expect(throws: ByteReader.Damage.self) {
            try reader.list { (_) throws(ByteReader.Damage) -> [UInt64] in
                made += 1
                throw ByteReader.Damage()
            }
        }
        #expect(made == 1)
        #expect(ByteReader.largestReservation <= 1 << 16)
    }

    @Test("a negative or oversized slice is refused", arguments: [5, Int.max])
    func slices(count: Int) {
        var reader = ByteReader([1, 2, 3, 4])
        #expect(throws: ByteReader.Damage.self) { try reader.raw(count) }
    }

    @Test("a boolean is 0 or 1", arguments: [2, 0xFF] as [UInt8])
    func booleans(byte: UInt8) {
        var reader = ByteReader([byte])
        #expect(throws: ByteReader.Damage.self) { try reader.boolean() }
    }

    private static let diagnostics: [Diagnostic] = {
        let source = SourceText(path: "templates/a/0/rancher-compose.yml", bytes: Array("one: é\ntwo".utf8))
        return [
            Diagnostic(DiagnosticCode("plain"), .note, "", at: .wholeFile("")),
            Diagnostic(
                DiagnosticCode("full"), .error, "märk\u{0}", at: source.location(of: SourceSpan(0, 3)),
                related: [RelatedLocation("there", at: source.location(of: SourceSpan(5, 7)))], notes: ["", "two"],
                help: "", fixes: [Fix("do", safety: .needsReview, at: .wholeFile("x"), replacement: "\n")]),
        ]
    }()

    @Test("diagnostics come back as they went in; what follows them is refused")
    func diagnosticsRoundTrip() throws {
        let bytes = DiagnosticCodec.encode(Self.diagnostics)
        #expect(try DiagnosticCodec.decode(bytes) == Self.diagnostics)
        #expect(throws: ByteReader.Damage.self) { try DiagnosticCodec.decode(bytes + [0]) }
        for length in bytes.indices {
            #expect(throws: ByteReader.Damage.self, "first \(length) bytes") {
                try DiagnosticCodec.decode(Array(bytes[..<length]))
            }
        }
    }

    @Test("any one byte changed to any other ends in diagnostics or in an error")
    func diagnosticsDamage() {
        let bytes = DiagnosticCodec.encode(Self.diagnostics)
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var damaged = bytes
                damaged[index] = byte
                _ = try? DiagnosticCodec.decode(damaged)
            }
        }
    }

    @Test("a template of another format, cut short or with more behind it, is refused")
    func templateFrame() {
        let bytes = TemplateCodec.encode(StoreFixture.template("a", tree: 1, content: 2))
        let next = [TemplateCodec.format + 1] + bytes.dropFirst()
        #expect(throws: ByteReader.Damage.self) { try TemplateCodec.decode(next) }
        #expect(throws: ByteReader.Damage.self) { try TemplateCodec.decode(bytes + [0]) }
        for length in bytes.indices {
            #expect(throws: ByteReader.Damage.self, "first \(length) bytes") {
                try TemplateCodec.decode(Array(bytes[..<length]))
            }
        }
    }

    @Test("random bytes behind the format's byte never crash", arguments: [11, 12, 13] as [UInt64])
    func noise(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...300, using: &random)
            // Small bytes are lengths that fit, which lead deeper.
            let bytes = (0..<count).map { _ in
                UInt8.random(in: 0...(Bool.random(using: &random) ? 3 : 255), using: &random)
            }
            _ = try? TemplateCodec.decode([TemplateCodec.format] + bytes)
            _ = try? DiagnosticCodec.decode(bytes)
        }
    }
}
