import Diagnostics
import Testing

@testable import YAML

struct TagTests {
    static let values: [(text: String, value: YAMLScalar.Value)] = [
        ("!!str 1", .string), ("!!str yes", .string), ("!!str", .string), ("!!str ~", .string), ("! 12", .string),
        ("&a ! 12", .string),
        ("! '12'", .string), ("!!int 3", .integer(3)), ("!!int \"3\"", .integer(3)), ("!!int 0x10", .integer(16)),
        ("!!int 18446744073709551615", .unsigned(.max)), ("!!float 3", .float(3)), ("!!float '1.5'", .float(1.5)),
        ("!!bool 'yes'", .boolean(true)), ("!!null ''", .null), ("!!null ~", .null), ("!!null", .null),
        ("!<tag:yaml.org,2002:int> 3", .integer(3)), ("!mine 3", .string), ("!!mine 3", .string), ("!e!x 1", .string),
        ("!!timestamp 2001-01-01", .string), ("!!binary aGk=", .binary(Array("hi".utf8))), ("!!binary ''", .binary([])),
        ("!!binary aGl=", .binary(Array("hi".utf8))), ("!!binary AP8=", .binary([0, 255])),
        ("!!binary YQ==", .binary([97])),
        ("!!binary |\n  aGVs\n  bG8=\n", .binary(Array("hello".utf8))),
    ]

    @Test(arguments: values) func aTagDecides(_ row: (text: String, value: YAMLScalar.Value)) {
        let text = row.text.hasPrefix("!e!") ? "%TAG !e! tag:e,1:\n--- \(row.text)" : row.text
        let document = parse(text)
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.scalar?.value == row.value)
    }

    @Test(arguments: [
        ("!!int abc", "`abc` cannot be read as !!int"), ("!!int 1.5", "`1.5` cannot be read as !!int"),
        ("!!int ''", "`` cannot be read as !!int"), ("!!bool 1", "`1` cannot be read as !!bool"),
        ("!!float abc", "`abc` cannot be read as !!float"), ("!!null a", "`a` cannot be read as !!null"),
        ("!!float 18446744073709551615", "`18446744073709551615` cannot be read as !!float"),
        ("!!binary aGk", "!!binary value contains invalid base64 data"),
        ("!!binary a", "!!binary value contains invalid base64 data"),
        ("!!binary 'aG k='", "!!binary value contains invalid base64 data"),
        ("!!binary a===", "!!binary value contains invalid base64 data"),
        ("!!binary aGk=aGk=", "!!binary value contains invalid base64 data"),
        ("!!binary é", "!!binary value contains invalid base64 data"),
    ]) func textThatDoesNotFitItsTagIsAnError(_ row: (text: String, message: String)) throws {
        let document = parse("a: \(row.text)")
        #expect(document.root == nil)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(diagnostic.code == .yamlValue)
        #expect(diagnostic.message == row.message)
        #expect(diagnostic.location.description == "t.yml:1:4")
        #expect(diagnostic.location.end?.offset == 3 + row.text.utf8.count)
    }

    @Test func aMessageQuotesOnlyTheStartOfLongText() {
        let message = parse("!!int \(String(repeating: "é", count: 1000))").diagnostics.first?.message
        #expect(message == "`\(String(repeating: "é", count: 40))…` cannot be read as !!int")
    }

    @Test func tagsOfCollectionsMeanNothing() {
        #expect(parse("!!set {a, b}").root?.flat == "{a:,b:}")
        #expect(parse("!!str [a]").root?.flat == "[a]")
        #expect(parse("! [1]").root?.flat == "[1]")
    }

    @Test func binaryIsWrittenAgainAsItsText() {
        let scalar = parse("!!binary aGk=").root?.scalar
        #expect(scalar?.reencoded == "hi")
        #expect(scalar?.goString == "hi")
    }
}
