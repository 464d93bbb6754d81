import JSON
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    @Test("commas, nesting and every kind of value")
    func structure() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", 1)
            writer.key("b")
            writer.array { writer in
                writer.boolean(true)
                writer.null()
                writer.object { _ in }
                writer.array { _ in }
                writer.raw("-1.5")
            }
            writer.member("c", ["z": "1", "y": "2"])
            writer.member("d", ["q"])
            writer.member("e", String?.none)
            writer.member("f", false)
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"a":1,"b":[true,null,{},[],-1.5],"c":{"y":"2","z":"1"},"d":["q"],"e":null,"f":false}"#)
    }

    @Test(
        "strings are escaped as JSON asks, and are always valid UTF-8",
        arguments: [
            ("plain é 🐄", #""plain é 🐄""#),
            ("q\" b\\ n\n r\r t\t z\u{0} e\u{1b}", #""q\" b\\ n\n r\r t\t z\u0000 e\u001b""#),
            ("a&b<c>d", #""a&b<c>d""#),
            ("", #""""#),
        ])
    func strings(text: String, expected: String) {
        var writer = JSONWriter()
        writer.string(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test("bytes that are not UTF-8 become U+FFFD")
    func invalidBytes() {
        var writer = JSONWriter()
        writer.string(utf8: [0x61, 0xFF, 0x62])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"a\u{FFFD}b\"")
    }
}
