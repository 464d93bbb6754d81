import Testing

@testable import YAML

struct ScalarTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var value: YAMLScalar.Value
        var reencoded: String
        var testDescription: String { text.isEmpty ? "nothing" : text }

        init(_ text: String, _ value: YAMLScalar.Value, _ reencoded: String) {
            (self.text, self.value, self.reencoded) = (text, value, reencoded)
        }
    }

    static let words: [Row] =
        ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map {
            Row($0, .boolean(true), "true")
        }
        + ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map {
            Row($0, .boolean(false), "false")
        }
        + ["", "~", "null", "Null", "NULL"].map { Row($0, .null, "") }
        + ["yES", "tRUE", "oN", "nULL", "True!", "falsey", "yes no", "oui"].map { Row($0, .string, $0) }

    static let integers = [
        Row("0", .integer(0), "0"), Row("-0", .integer(0), "0"), Row("+0", .integer(0), "0"),
        Row("12", .integer(12), "12"), Row("+12", .integer(12), "12"), Row("-12", .integer(-12), "-12"),
        Row("0x1F", .integer(31), "31"), Row("0XaB", .integer(171), "171"), Row("-0x10", .integer(-16), "-16"),
        Row("0b101", .integer(5), "5"), Row("-0b1", .integer(-1), "-1"), Row("+0b1", .integer(1), "1"),
        Row("0o17", .integer(15), "15"), Row("0O17", .integer(15), "15"), Row("010", .integer(8), "8"),
        Row("-010", .integer(-8), "-8"), Row("00", .integer(0), "0"), Row("1_000", .integer(1000), "1000"),
        Row("1__0_", .integer(10), "10"), Row("0x_1", .integer(1), "1"), Row("+_1", .integer(1), "1"),
        Row("9223372036854775807", .integer(.max), "9223372036854775807"),
        Row("-9223372036854775808", .integer(.min), "-9223372036854775808"),
        Row("9223372036854775808", .unsigned(1 << 63), "9223372036854775808"),
        Row("18446744073709551615", .unsigned(.max), "18446744073709551615"),
        Row("0xFFFFFFFFFFFFFFFF", .unsigned(.max), "18446744073709551615"),
        Row("18446744073709551616", .float(18446744073709551616), "1.8446744073709552e+19"),
        Row("+9223372036854775808", .float(9223372036854775808), "9.223372036854775808e+18".shortened),
        Row("-9223372036854775809", .float(-9223372036854775808), "-9.223372036854775808e+18".shortened),
        Row("08", .float(8), "8"), Row("0x", .string, "0x"), Row("0xG", .string, "0xG"), Row("0b2", .string, "0b2"),
        Row("0b", .string, "0b"), Row("0o8", .string, "0o8"),
        Row("0x1FFFFFFFFFFFFFFFF", .string, "0x1FFFFFFFFFFFFFFFF"),
        Row("+", .string, "+"), Row("--1", .string, "--1"), Row("+-1", .string, "+-1"), Row("_1", .string, "_1"),
        Row("0x-1", .string, "0x-1"), Row("1,000", .string, "1,000"), Row("１", .string, "１"),
    ]

    static let floats = [
        Row("1.10", .float(1.1), "1.1"), Row("1.0", .float(1), "1"), Row("1.", .float(1), "1"),
        Row(".5", .float(0.5), "0.5"), Row("-.5", .float(-0.5), "-0.5"), Row("+.5", .float(0.5), "0.5"),
        Row("1e3", .float(1000), "1000"), Row("1E3", .float(1000), "1000"), Row("1e+3", .float(1000), "1000"),
        Row("1e-5", .float(1e-5), "1e-05"), Row("0.0001", .float(0.0001), "0.0001"), Row(".1e1", .float(1), "1"),
        Row("100000.0", .float(100000), "100000"), Row("1000000.0", .float(1e6), "1e+06"),
        Row("1234567.5", .float(1234567.5), "1.2345675e+06"), Row("123456789.0", .float(123456789), "1.23456789e+08"),
        Row("999999.5", .float(999999.5), "999999.5"), Row("1e21", .float(1e21), "1e+21"),
        Row("1e100", .float(1e100), "1e+100"),
        Row("1.7976931348623157e308", .float(.greatestFiniteMagnitude), "1.7976931348623157e+308"),
        Row("5e-324", .float(.leastNonzeroMagnitude), "5e-324"), Row("1e-400", .float(0), "0"),
        Row("-0.0", .float(-0.0), "-0"),
        Row("1_0.5", .float(10.5), "10.5"), Row(".5_0", .float(0.5), "0.5"), Row("0.1", .float(0.1), "0.1"),
        Row("0.30000000000000004", .float(0.30000000000000004), "0.30000000000000004"),
        Row(".inf", .float(.infinity), ".inf"), Row(".Inf", .float(.infinity), ".inf"),
        Row(".INF", .float(.infinity), ".inf"),
        Row("+.inf", .float(.infinity), ".inf"), Row("-.inf", .float(-.infinity), "-.inf"),
        Row("-.INF", .float(-.infinity), "-.inf"),
    ]

    static let strings =
        [
            "1e400", "-1e400", "+inf", "-inf", "inf", "infinity", "+Infinity", "nan", "+nan", ".iNF", "+.nan", "0x1p-2",
            "0x1.8p1",
            "2001-12-14", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10", "12:30:45", "190:20:30.15",
            "1.2.3", "1.e", "1e", "1e+", ".", "..", "._5", ".5_", ".5__0", "._", "1.5.", "0.1.0", "v1.10", "1 2",
            "1.0-rc1", "é", "<<", "=",
        ].map { Row($0, .string, $0) }

    @Test(arguments: words + integers + floats + strings) func aPlainScalarResolvesAsInGo(_ row: Row) throws {
        let scalar = try #require(parse("a: \(row.text)").root?["a"]?.scalar)
        #expect(scalar.value == row.value)
        #expect(scalar.reencoded == row.reencoded)
        #expect(scalar.goString == (row.value == .null ? "" : row.text))
        if case .float(let value) = row.value, case .float(let read) = scalar.value { #expect(value.sign == read.sign) }
    }

    @Test(arguments: [".nan", ".NaN", ".NAN"]) func notANumberIsAFloat(_ text: String) throws {
        let scalar = try #require(parse(text).root?.scalar)
        guard case .float(let value) = scalar.value else { throw Unexpected() }
        #expect(value.isNaN)
        #expect(scalar.reencoded == ".nan")
        #expect(scalar.goString == text)
    }

    @Test(arguments: ["yes", "1", "~", "", "1.10", ".inf", "010"]) func aQuotedScalarIsText(_ text: String) throws {
        for (quoted, style) in [("'\(text)'", YAMLScalar.Style.singleQuoted), ("\"\(text)\"", .doubleQuoted)] {
            let scalar = try #require(parse(quoted).root?.scalar)
            #expect(scalar == YAMLScalar(text: text, value: .string, style: style))
            #expect(scalar.reencoded == text)
            #expect(scalar.goString == text)
        }
    }

    @Test(arguments: [
        ("|\n  1\n  2\n", "1\n2\n", YAMLScalar.Style.literal), ("|-\n  1\n", "1", .literal),
        ("|+\n  1\n\n", "1\n\n", .literal),
        (">\n  1\n  2\n", "1 2\n", .folded), (">-\n  yes\n", "yes", .folded),
    ]) func aBlockScalarIsText(_ row: (text: String, content: String, style: YAMLScalar.Style)) throws {
        let scalar = try #require(parse("a: \(row.text)").root?["a"]?.scalar)
        #expect(scalar == YAMLScalar(text: row.content, value: .string, style: row.style))
    }

    @Test(arguments: [
        (#""\x41\u00e9\U0001F642\0\t\"""#, "Aé🙂\0\t\""), ("'it''s'", "it's"), ("\"a\n  b\n\n  c\"", "a b\nc"),
        ("a\n  b", "a b"),
    ]) func escapesAndFoldingAreUndone(_ row: (text: String, content: String)) {
        #expect(parse(row.text).root?.scalar?.text == row.content)
    }

    private struct Unexpected: Error {}
}

extension String {
    /// The same power of two in the shortest digits that read back.
    fileprivate var shortened: String { replacing("9.223372036854775808", with: "9.223372036854776") }
}
