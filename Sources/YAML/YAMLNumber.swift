import GoText

/// Numbers as go-yaml v2 takes them from plain scalars, and prints them.
enum YAMLNumber {
    /// A decimal number with an optional sign, point and exponent; nil for what is too large. Too small is 0, as in Go.
    static func float(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        let signs = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? 1 : 0
        return isDecimal(bytes[signs...]) ? GoNumber.float(bytes) : nil
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

    /// The text that yaml.v2's encoder writes: the shortest digits that read back, and YAML's own words for what is no
    /// number.
    static func format(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        return String(decoding: FloatText.text(value, .general), as: UTF8.self)
    }
}
