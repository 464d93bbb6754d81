/// Numbers as Go's `strconv` reads them.
package enum GoNumber {
    /// `strconv.ParseInt(text, base, 64)`. Base 0 reads the base from the prefix (`0x`, `0b`, `0o`, `0`) and allows
    /// underscores between digits. Nil for what is no number or does not fit.
    package static func integer(_ text: some Collection<UInt8>, base: Int = 0) -> Int64? {
        guard let literal = IntegerLiteral(text, base: base) else { return nil }
        if literal.isNegative {
            return literal.magnitude <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- literal.magnitude) : nil
        }
        return Int64(exactly: literal.magnitude)
    }

    /// `strconv.ParseUint(text, base, 64)`: as ``integer(_:base:)``, without a sign.
    package static func unsigned(_ text: some Collection<UInt8>, base: Int = 0) -> UInt64? {
        guard let first = text.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        return IntegerLiteral(text, base: base)?.magnitude
    }

    /// `strconv.ParseFloat(text, 64)`: decimal or hexadecimal, underscores as in Go's literals, `inf` and `nan`. Nil for
    /// what is no number or too large; too small is 0.
    package static func float(_ text: some Collection<UInt8>) -> Double? {
        var bytes = Array(text)
        let isHexadecimal = isHexadecimalFloat(bytes)
        if bytes.contains(UInt8(ascii: "_")) {
            guard underscoresAreBetweenDigits(bytes) else { return nil }
            bytes.removeAll { $0 == UInt8(ascii: "_") }
        }
        let digits = bytes.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        guard bytes.count - digits.count <= 1, let first = digits.first else { return nil }
        if first | 0x20 == UInt8(ascii: "i") || first | 0x20 == UInt8(ascii: "n") { return special(bytes) }
        if isHexadecimal, !bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) { return nil }
        guard first == UInt8(ascii: ".") || first.isDecimalDigit else { return nil }
        let value = Double(String(decoding: bytes, as: UTF8.self))
        return value?.isFinite == true ? value : nil
    }

    private static func isHexadecimalFloat(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        return digits.count > 2 && digits.first == UInt8(ascii: "0")
            && digits.dropFirst().first.map { $0 | 0x20 } == 0x78
    }

    private static func special(_ bytes: [UInt8]) -> Double? {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "inf", "+inf", "infinity", "+infinity": .infinity
        case "-inf", "-infinity": -.infinity
        case "nan": .nan
        default: nil
        }
    }

    /// Go's rule for underscores: only between digits, or between a base prefix and a digit.
    static func underscoresAreBetweenDigits(_ bytes: [UInt8]) -> Bool {
        var previous = UInt8(ascii: "^")
        var index = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") ? 1 : 0
        var isHexadecimal = false
        if bytes.count >= index + 2, bytes[index] == UInt8(ascii: "0"),
            [UInt8(ascii: "b"), UInt8(ascii: "o"), UInt8(ascii: "x")].contains(bytes[index + 1] | 0x20)
        {
            isHexadecimal = bytes[index + 1] | 0x20 == UInt8(ascii: "x")
            index += 2
            previous = UInt8(ascii: "0")
        }
        for byte in bytes[index...] {
            if byte.isDecimalDigit || isHexadecimal && byte.isHexadecimalLetter {
                previous = UInt8(ascii: "0")
            } else if byte == UInt8(ascii: "_") {
                if previous != UInt8(ascii: "0") { return false }
                previous = byte
            } else {
                if previous == UInt8(ascii: "_") { return false }
                previous = UInt8(ascii: "!")
            }
        }
        return previous != UInt8(ascii: "_")
    }
}

/// An integer's text taken apart.
private struct IntegerLiteral {
    let isNegative: Bool
    let magnitude: UInt64

    init?(_ text: some Collection<UInt8>, base: Int) {
        let bytes = Array(text)
        var digits = bytes[...]
        isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        var radix = UInt64(base == 0 ? 10 : base)
        if base == 0 {
            if bytes.contains(UInt8(ascii: "_")), !GoNumber.underscoresAreBetweenDigits(bytes) { return nil }
            radix = Self.takePrefix(&digits)
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in digits where !(base == 0 && byte == UInt8(ascii: "_")) {
            guard let digit = byte.digitValue, digit < radix else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflows) = product.addingReportingOverflow(digit)
            if isTooLarge || overflows { return nil }
            value = sum
        }
        magnitude = value
    }

    private static func takePrefix(_ digits: inout ArraySlice<UInt8>) -> UInt64 {
        guard digits.first == UInt8(ascii: "0"), digits.count > 1 else { return 10 }
        let mark = digits[digits.startIndex + 1] | 0x20
        let radix: UInt64? =
            switch mark {
            case UInt8(ascii: "x"): 16
            case UInt8(ascii: "b"): 2
            case UInt8(ascii: "o"): 8
            default: nil
            }
        digits = digits.dropFirst(radix == nil ? 1 : 2)
        return radix ?? 8
    }
}

extension UInt8 {
    fileprivate var isDecimalDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isHexadecimalLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

    /// The value of the byte as a digit of a base up to 36.
    fileprivate var digitValue: UInt64? {
        if isDecimalDigit { return UInt64(self - UInt8(ascii: "0")) }
        let letter = self | 0x20
        guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { return nil }
        return UInt64(letter - UInt8(ascii: "a")) + 10
    }
}
