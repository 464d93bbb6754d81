import GoText
import Testing

@Suite("Numbers as Go reads them")
struct GoNumberTests {
    @Test(
        "integers, base 0",
        arguments: [
            ("0", 0), ("42", 42), ("-7", -7), ("+7", 7), ("0x1F", 31), ("0b101", 5), ("0o17", 15), ("017", 15),
            ("1_000", 1000),
            ("0x_1", 1), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("", nil), ("-", nil), ("08", nil), ("1__0", nil), ("_1", nil), ("1_", nil), ("0x", nil), ("1.0", nil),
            (" 1", nil),
            ("+-1", nil), ("0_7", 7),
        ] as [(String, Int64?)])
    func integers(text: String, expected: Int64?) {
        #expect(GoNumber.integer(text.utf8) == expected)
    }

    @Test(
        "integers, base 10, know no prefixes and no underscores",
        arguments: [("010", 10), ("0x1", nil), ("1_0", nil), ("-3", -3)] as [(String, Int64?)])
    func decimal(text: String, expected: Int64?) {
        #expect(GoNumber.integer(text.utf8, base: 10) == expected)
    }

    @Test("unsigned integers have no sign")
    func unsigned() {
        #expect(GoNumber.unsigned("18446744073709551615".utf8) == .max)
        #expect(GoNumber.unsigned("18446744073709551616".utf8) == nil)
        #expect(GoNumber.unsigned("+1".utf8) == nil)
    }

    @Test(
        "floating-point numbers",
        arguments: [
            ("1", 1), ("1.5e3", 1500), (".5", 0.5), ("5.", 5), ("-1e-2", -0.01), ("0x1p-2", 0.25), ("0x1.8p1", 3),
            ("1_9", 19),
            ("inf", .infinity), ("-Infinity", -.infinity), ("1e400", nil), ("1e-400", 0), ("", nil), (".", nil),
            ("e5", nil),
            ("0x1", nil), ("1e", nil), ("1_", nil), ("--1", nil), ("1.2.3", nil), ("0x", nil), ("1 ", nil),
        ] as [(String, Double?)])
    func floats(text: String, expected: Double?) {
        #expect(GoNumber.float(text.utf8) == expected)
    }
}
