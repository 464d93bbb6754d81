/// Numbers as Go's `strconv` reads and writes them.
enum GoNumber {
    /// `strconv.ParseInt(text, 0, 64)` for a text without underscores: a sign, then decimal, `0x`, `0b`, `0o` or `0` octal.
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

    /// `strconv.ParseFloat(text, 64)`: decimal or hexadecimal digits, an exponent, `inf` and `infinity` with a sign.
    static func float(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        var index = 0
        if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index = 1 }
        let body = String(decoding: bytes[index...], as: UTF8.self).lowercased()
        let negative = bytes.first == UInt8(ascii: "-")
        if body == "inf" || body == "infinity" { return negative ? -.infinity : .infinity }
        guard isDecimal(bytes[index...]) || isHexadecimal(bytes[index...]) else { return nil }
        guard let value = Double(body), value.isFinite else { return nil }
        return negative ? -value : value
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
        return isExponent(rest, marks: "eE") || rest.isEmpty
    }

    private static func isHexadecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard rest.count > 2, rest.removeFirst() == UInt8(ascii: "0"), rest.removeFirst() | 0x20 == UInt8(ascii: "x")
        else { return false }
        let digits = rest.prefix { isHexDigit($0) || $0 == UInt8(ascii: ".") }
        guard digits.contains(where: isHexDigit), digits.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else { return false }
        return isExponent(rest.dropFirst(digits.count), marks: "pP")
    }

    private static func isExponent(_ bytes: ArraySlice<UInt8>, marks: String) -> Bool {
        var rest = bytes
        guard let mark = rest.first, marks.utf8.contains(mark) else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        bytes = bytes.dropFirst(digits)
        return digits
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
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
