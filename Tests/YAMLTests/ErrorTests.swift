import Diagnostics
import Testing

@testable import YAML

struct ErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var message: String
        var related: [String]
        var testDescription: String { text }

        init(_ text: String, _ place: String, _ message: String, _ related: String...) {
            (self.text, self.place, self.message, self.related) = (text, place, message, related)
        }
    }

    static let rows = [
        Row("a: b: c", "1:5", "mapping values are not allowed in this context"),
        Row("a: 1\n b: 2", "2:3", "mapping values are not allowed in this context"),
        Row("a\nb: 1", "2:2", "mapping values are not allowed in this context"),
        Row("a: - b", "1:4", "block sequence entries are not allowed in this context"),
        Row("a: [1, 2", "1:9", "did not find expected ',' or ']'", "1:4: while parsing a flow sequence"),
        Row("a: {b: 1", "1:9", "did not find expected ',' or '}'", "1:4: while parsing a flow mapping"),
        Row("é: [ü\nb: 1", "2:2", "did not find expected ',' or ']'", "1:5: while parsing a flow sequence"),
        Row("[a,,b]", "1:4", "did not find expected node content", "1:4: while parsing a flow node"),
        Row("\u{FEFF}é: }", "1:8", "did not find expected node content", "1:8: while parsing a block node"),
        Row("a: 'x", "1:6", "found unexpected end of stream", "1:4: while scanning a quoted scalar"),
        Row("a: \"x\n", "2:1", "found unexpected end of stream", "1:4: while scanning a quoted scalar"),
        Row("a:\r\n  b: 'é\r\n  c: d", "3:7", "found unexpected end of stream", "2:6: while scanning a quoted scalar"),
        Row("a: \"\\q\"", "1:5", "found unknown escape character", "1:4: while parsing a quoted scalar"),
        Row("a: \"\\xZZ\"", "1:7", "did not find expected hexdecimal number", "1:4: while parsing a quoted scalar"),
        Row(
            "a: \"\\uD800\"", "1:7", "found invalid Unicode character escape code", "1:4: while parsing a quoted scalar"
        ),
        Row(
            "a:\n\t- b", "2:1", "found character that cannot start any token", "2:1: while scanning for the next token"),
        Row("a: @b", "1:4", "found character that cannot start any token", "1:4: while scanning for the next token"),
        Row("a: %b", "1:4", "found character that cannot start any token", "1:4: while scanning for the next token"),
        Row("a: 1\n- b", "2:1", "did not find expected key", "1:1: while parsing a block mapping"),
        Row("a: 'b' c", "1:8", "did not find expected key", "1:1: while parsing a block mapping"),
        Row("k: [a, b]]", "1:10", "did not find expected key", "1:1: while parsing a block mapping"),
        Row("- a\nb: 1", "2:1", "did not find expected '-' indicator", "1:1: while parsing a block collection"),
        Row("? a\nb", "2:2", "could not find expected ':'", "2:1: while scanning a simple key"),
        Row("[1] ]", "1:5", "did not find expected <document start>"),
        Row("&a &b c", "1:4", "did not find expected <document start>"),
        Row("a: |x\n", "1:5", "did not find expected comment or line break", "1:4: while scanning a block scalar"),
        Row("a: &", "1:5", "did not find expected alphabetic or numeric character", "1:4: while scanning an anchor"),
        Row("a: *", "1:5", "did not find expected alphabetic or numeric character", "1:4: while scanning an alias"),
        Row("a: !<x", "1:7", "did not find the expected '>'", "1:4: while scanning a tag"),
        Row("!x!y z", "1:1", "found undefined tag handle", "1:1: while parsing a node"),
        Row("%YAML 2.0\n---\na", "1:1", "found incompatible YAML document"),
        Row("a: b\0c", "1:5", "control characters are not allowed"),
        Row("\0", "1:1", "control characters are not allowed"),
        Row("é: \u{1}", "1:5", "control characters are not allowed"),
        Row("\u{FEFF}é: \u{7F}", "1:8", "control characters are not allowed"),
    ]

    @Test(arguments: rows) func aBrokenTextIsOneErrorAtItsPlace(_ row: Row) throws {
        let document = parse(row.text)
        #expect(document.isBroken)
        #expect(document.root == nil)
        #expect(document.diagnostics.count == 1)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(diagnostic.code == .yamlSyntax)
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.message == row.message)
        #expect(diagnostic.location.description == "t.yml:\(row.place)")
        #expect(diagnostic.related.map { "\($0.location): \($0.message)" } == row.related.map { "t.yml:\($0)" })
    }

    static let otherEncodings: [(name: String, bytes: [UInt8], offset: Int)] = [
        ("a stray byte", Array("a: ".utf8) + [0xFF, 0x62], 3), ("a cut character", [0xC3, 0xA9, 0x3A, 0x20, 0xC3], 4),
        ("a surrogate", Array("a: ".utf8) + [0xED, 0xA0, 0x80], 3), ("an overlong slash", [0x61, 0xC0, 0xAF], 1),
        ("above Unicode", [0xF4, 0x90, 0x80, 0x80], 0),
        ("UTF-16, little end first", [0xFF, 0xFE, 0x61, 0, 0x3A, 0], 0),
        ("UTF-16, big end first", [0xFE, 0xFF, 0, 0x61, 0, 0x3A], 0), ("only continuation bytes", [0x80, 0x80], 0),
    ]

    @Test(arguments: otherEncodings)
    func otherEncodingsAreRefused(_ row: (name: String, bytes: [UInt8], offset: Int)) throws {
        let document = parse(row.bytes)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(document.root == nil)
        #expect(diagnostic.code == .yamlEncoding)
        #expect(diagnostic.message == "the text is not valid UTF-8")
        #expect(diagnostic.location.start?.offset == row.offset)
        #expect(diagnostic.help == "save the file as UTF-8")
    }

    @Test(arguments: [
        ("nothing", ""), ("a byte order mark", "\u{FEFF}"), ("blanks", " \n \r\n\n"), ("comments", "# a\n  # b\n"),
        ("a byte order mark and a comment", "\u{FEFF}# a"),
    ]) func aTextWithoutADocumentHasNoRoot(_ row: (name: String, text: String)) {
        let document = parse(row.text)
        #expect(document.root == nil)
        #expect(document.diagnostics.isEmpty)
        #expect(!document.isBroken)
    }

    @Test func anEmptyDocumentIsNull() {
        #expect(parse("---\n").root?.isNull == true)
        #expect(parse("--- # c\n...\n").root?.isNull == true)
    }

    @Test(arguments: [
        "--- a\n--- b\n", "a\n---\n- b\n", "--- a\n...\n--- [\n", "a\n...\n", "--- a\n--- *nowhere\n", "a\n---\n",
    ]) func onlyTheFirstDocumentIsRead(_ text: String) {
        let document = parse(text)
        #expect(document.root?.flat == "a")
        #expect(document.diagnostics.isEmpty)
    }

    @Test func aCarriageReturnAloneEndsALine() {
        #expect(parse("a: 1\rb: 2").root?.flat == "{a:1,b:2}")
    }
}
