import GoText
import MusterTesting
import Testing

@Suite("Quoted texts")
struct GoQuoteTests {
    @Test(
        "quoting escapes what cannot be seen, and bytes that are no characters",
        arguments: [
            ("plain", #""plain""#), ("a\"b\\", #""a\"b\\""#), ("\n\t\r\u{07}", #""\n\t\r\a""#),
            ("\u{00}\u{7F}", #""\x00\x7f""#),
            ("é☃", #""é☃""#), ("\u{200B}\u{A0}", #""\u200b\u00a0""#), ("\u{E0001}", #""\U000e0001""#),
        ])
    func quotes(text: String, expected: String) {
        #expect(GoQuote.quote(text) == expected)
    }

    @Test("bytes, ASCII alone, and single characters")
    func others() {
        #expect(String(decoding: GoQuote.quote([0xFF, 0x61, 0xC3]), as: UTF8.self) == #""\xffa\xc3""#)
        #expect(
            String(decoding: GoQuote.quoteToASCII(Array("é☃😀".utf8)), as: UTF8.self) == #""\u00e9\u2603\U0001f600""#)
        #expect(String(decoding: GoQuote.quoteRune(0x27), as: UTF8.self) == #"'\''"#)
        #expect(String(decoding: GoQuote.quoteRune(0xD800), as: UTF8.self) == "'\u{FFFD}'")
        #expect(GoQuote.canBackquote(Array("a\tb".utf8)))
        #expect(!GoQuote.canBackquote(Array("a`b".utf8)))
        #expect(!GoQuote.canBackquote([0xFF]))
    }

    @Test(
        "unquoting takes Go's escapes and no others",
        arguments: [
            (#""a\n\x41\101\u00e9\U0001F600\"""#, "a\nAAé😀\""), ("`a\\n\r`", "a\\n"), (#""\'""#, nil), (#""\q""#, nil),
            (#""\x4""#, nil),
            (#""\ud800""#, nil), (#""\400""#, nil), ("\"a", nil), ("\"", nil), ("\"a\nb\"", nil), ("`a`b`", nil),
            ("a", nil),
        ] as [(String, String?)])
    func unquotes(literal: String, expected: String?) {
        let text = GoQuote.unquote(Array(literal.utf8)[...])
        #expect(text.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("unquoting undoes quoting, for any bytes")
    func inverse() {
        var generator = SeededGenerator(seed: .random(in: 0 ... .max))
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0..<20, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            #expect(GoQuote.unquote(GoQuote.quote(bytes)[...]) == bytes, "seed \(generator.seed): \(bytes)")
        }
    }
}
