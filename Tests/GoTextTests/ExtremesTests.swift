import GoText
import MusterTesting
import Testing

/// The readers of Go's texts, with what they are never given.
@Suite("Extremes of Go's texts")
struct ExtremesTests {
    static let readers = [
        ForeignReader(
            "numbers", ["-9223372036854775808", "0x1_F", "0b101", "1_000.5e-3", "0x1.8p10", "+Inf", "nan"],
            bytes: { text in
                for base in [0, 2, 8, 10, 16, 36] {
                    _ = GoNumber.integer(text, base: base)
                    _ = GoNumber.unsigned(text, base: base)
                }
                guard let number = GoNumber.float(text) else { return }
                for precision in [nil, 0, 1, 17, 400] {
                    _ = FloatText.text(number, .general, precision: precision)
                    _ = FloatText.hexadecimal(number, precision: precision)
                }
            }),
        ForeignReader(
            "quotes", ["\"a\\n\\x41\\101\\u00e9\\U0001F600\"", "`raw`", "'\\''"],
            bytes: { text in
                _ = GoQuote.unquote(text[...])
                _ = GoQuote.quote(text)
                _ = GoQuote.quoteToASCII(text)
                _ = GoQuote.canBackquote(text)
                for quote in "'\"`".utf8 {
                    var rest = text[...]
                    while GoQuote.unquoteCharacter(&rest, quote: quote) != nil {}
                }
            }),
        ForeignReader(
            "characters", ["aé€😀"],
            bytes: { text in
                _ = Rune.count(text)
                for index in text.indices {
                    let (value, width) = Rune.decode(text, at: index)
                    _ = (Rune.isLetter(value), Rune.isDigit(value), Rune.isPrintable(value), width)
                }
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 500)
    }

    @Test("every number has a text in every form", arguments: Extremes.floats)
    func floats(number: Double) {
        for format in [FloatText.Format.exponent, .fixed, .general] {
            for precision in [nil, 0, 1, 2, 16, 17, 18, 330, 1100] {
                #expect(!FloatText.text(number, format, precision: precision).isEmpty)
            }
        }
        for precision in [nil, 0, 1, 12, 13, 14, 100] {
            #expect(!FloatText.hexadecimal(number, precision: precision).isEmpty)
        }
        #expect(!FloatText.binary(number).isEmpty)
    }

    @Test(
        "every value is a character, or replaced by one",
        arguments: [0, 0xD800, 0xDFFF, 0x10FFFF, 0x110000, UInt32.max])
    func values(value: UInt32) {
        var bytes: [UInt8] = []
        Rune.append(value, to: &bytes)
        #expect(Rune.count(bytes) == 1)
        #expect(!GoQuote.quoteRune(value).isEmpty && !GoQuote.quoteRune(value, ascii: true).isEmpty)
    }
}
