import JSON
import MusterTesting
import Testing

@Suite("JSON values")
struct JSONNodeTests {
    @Test(
        "the canonical text is RFC 8785's",
        arguments: [
            (#" { "b" : [ 1 , true , null ] , "a" : "x" } "#, #"{"a":"x","b":[1,true,null]}"#),
            (
                #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"ö":7}"#,
                "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{FB33}\":3}"
            ),
            (#"["\b\f\n\r\t\"\\\/\u0000\u001f\u007f<>&"]"#, "[\"\\b\\f\\n\\r\\t\\\"\\\\/\\u0000\\u001f\u{7F}<>&\"]"),
            (
                "[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]",
                "[333333333.3333333,1e+30,4.5,0.002,1e-27]"
            ),
            (
                "[-0, 0.0, -0.0, 1e21, 1e20, 123e-8, 1.5e300, 18446744073709551615]",
                "[0,0,0,1e+21,100000000000000000000,0.00000123,1.5e+300,18446744073709551615]"
            ),
            ("[1e-6, 1e-7, 5e-324, 9007199254740993]", "[0.000001,1e-7,5e-324,9007199254740993]"),
        ])
    func canonical(_ text: String, _ expected: String) throws {
        let node = try JSONNode(parsing: Array(text.utf8))
        #expect(String(decoding: node.canonicalBytes, as: UTF8.self) == expected)
        #expect(try JSONNode(parsing: node.canonicalBytes) == node)
    }

    @Test(
        "what is no JSON is refused with its place",
        arguments: [
            ("", 1, 1, "the text ends where a value should stand"),
            ("{\"a\": 1,}", 1, 9, "here should stand a name in double quotes"),
            ("{\"a\": 1\n \"b\": 2}", 2, 2, "here should stand a , or a }"),
            ("{\"a\": 1,\n \"a\": 2}", 2, 2, "the name \"a\" stands here twice"),
            ("{\"a\" 1}", 1, 6, "a : should follow the name"),
            ("[1 2]", 1, 4, "here should stand a , or a ]"),
            ("[01]", 1, 3, "here should stand a , or a ]"),
            ("[1.]", 1, 4, "here should stand a digit"),
            ("[-]", 1, 3, "here should stand a digit"),
            ("[1e999]", 1, 2, "the number is too large"),
            ("nul", 1, 1, "here should stand a value"),
            ("'x'", 1, 1, "here should stand a value"),
            ("\"a", 1, 1, "the text in quotes does not end"),
            ("\"a\n\"", 1, 3, "a control character must be written as \\u00XX"),
            ("\"\\x\"", 1, 2, "no such escape"),
            ("\"\\ud800\"", 1, 2, "half a character"),
            ("\"\\udc00\"", 1, 2, "half a character"),
            ("\"\\u12\"", 1, 4, "four hexadecimal digits should follow \\u"),
            ("{} {}", 1, 4, "there is something behind the value"),
        ])
    func refusals(_ text: String, _ line: Int, _ column: Int, _ message: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONNode(parsing: Array(text.utf8)) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.message == message)
    }

    @Test("bytes that are not UTF-8 are refused")
    func invalidBytes() {
        #expect(throws: JSONSyntaxError.self) { try JSONNode(parsing: [0x22, 0xC3, 0x22]) }
    }

    @Test("nesting ends at its limit")
    func nesting() throws {
        let deepest = JSONNode.deepestNesting
        let text = { (depth: Int) in [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth) }
        _ = try JSONNode(parsing: text(deepest))
        let error = #expect(throws: JSONSyntaxError.self) { try JSONNode(parsing: text(deepest + 1)) }
        #expect(error?.offset == deepest)
    }

    @Test("a double's text reads back as the same double")
    func doubles() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
            guard let number = JSONNumber(value) else { continue }
            #expect(Double(number.text) == value)
            let node = try JSONNode(parsing: Array(number.text.utf8))
            #expect(node.canonicalBytes == Array(number.text.utf8))
        }
    }
}
