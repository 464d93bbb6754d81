/// Numbers as Go's `strconv` reads and writes them.
enum GoNumber {
    /// `strconv.ParseInt(text, 0, 64)` for a text without underscores: a sign, then decimal, `0x`, `0b`, `0o`, or
    /// octal after a `0`.
    static func integer(_ text: String) -> Int? {
        guard let (negative, digits, radix) = split(text) else { return nil }
        return Int((negative ? "-" : "") + digits, radix: radix)
    }

    /// `strconv.ParseUint(text, 0, 64)`: as ``integer(_:)`` but without a sign.
    static func unsigned(_ text: String) -> UInt? {
        guard let (_, digits, radix) = split(text), text.utf8.first != UInt8(ascii: "-"),
            text.utf8.first != UInt8(ascii: "+")
        else { return nil }
        return UInt(digits, radix: radix)
    }

    private static func split(_ text: String) -> (negative: Bool, digits: String, radix: Int)? {
        var rest = text[...]
        let negative = rest.first == "-"
        if negative || rest.first == "+" { rest = rest.dropFirst() }
        guard let first = rest.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        var radix = 10
        if first == UInt8(ascii: "0"), rest.utf8.count > 1 {
            switch rest.utf8.dropFirst().first {
            case UInt8(ascii: "x"), UInt8(ascii: "X"): (radix, rest) = (16, rest.dropFirst(2))
            case UInt8(ascii: "b"), UInt8(ascii: "B"): (radix, rest) = (2, rest.dropFirst(2))
            case UInt8(ascii: "o"), UInt8(ascii: "O"): (radix, rest) = (8, rest.dropFirst(2))
            default: (radix, rest) = (8, rest.dropFirst())
            }
        }
        guard let digit = rest.utf8.first, digit != UInt8(ascii: "+"), digit != UInt8(ascii: "-") else { return nil }
        return (negative, String(rest), radix)
    }

    /// `strconv.ParseFloat(text, 64)` for decimal digits with an optional sign, point and exponent; nil for what is
    /// too large. Too small is 0, as in Go.
    static func float(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        let signs = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? 1 : 0
        guard isDecimal(bytes[signs...]), let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// ``float(_:)`` for a text in which, as in Go's own literals, an underscore may stand between two digits.
    static func floatWithUnderscores(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
            guard index > 0, index + 1 < bytes.count, isDigit(bytes[index - 1]), isDigit(bytes[index + 1]) else {
                return nil
            }
        }
        return float(String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
    }

    private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        let whole = dropDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return false }
        return rest.isEmpty || isExponent(rest)
    }

    private static func isExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard let mark = rest.popFirst(), mark | 0x20 == UInt8(ascii: "e") else { return false }
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
        let digits = bytes.prefix(while: isDigit).count
        bytes = bytes.dropFirst(digits)
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// `strconv.FormatFloat(value, 'g', -1, 64)` as yaml.v2's encoder writes it: the shortest digits that read back,
    /// with an exponent of at least two digits below 1e-4 and from 1e6 on.
    static func format(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        if value == 0 { return value.sign == .minus ? "-0" : "0" }
        let (digits, exponent) = shortest(value.magnitude)
        let sign = value < 0 ? "-" : ""
        if exponent < -4 || exponent >= 6 { return sign + scientific(digits, exponent) }
        return sign + positional(digits, exponent)
    }

    /// The shortest decimal digits of a positive number and the power of ten of the first of them.
    private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
        let parts = "\(value)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.utf8.count - 1
        var digits = whole + fraction
        while digits.hasPrefix("0"), digits.utf8.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
        return (digits, exponent)
    }

    private static func scientific(_ digits: String, _ exponent: Int) -> String {
        let magnitude = String(exponent.magnitude)
        let padded = magnitude.utf8.count < 2 ? "0" + magnitude : magnitude
        let mantissa = digits.utf8.count > 1 ? "\(digits.prefix(1)).\(digits.dropFirst())" : digits
        return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(padded)"
    }

    private static func positional(_ digits: String, _ exponent: Int) -> String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let whole = exponent + 1
        if digits.utf8.count <= whole { return digits + String(repeating: "0", count: whole - digits.utf8.count) }
        return "\(digits.prefix(whole)).\(digits.dropFirst(whole))"
    }
}
