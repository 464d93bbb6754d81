extension FloatText {
    /// `strconv.FormatFloat(value, 'b', -1, 64)`: the significand in decimal and the power of two, `4503599627370496p-52`.
    package static func binary(_ value: Double) -> [UInt8] {
        guard value.isFinite else { return text(value, .general) }
        let isNormal = value.exponentBitPattern != 0
        let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let exponent = Int(isNormal ? value.exponentBitPattern : 1) - 1075
        let sign = value.sign == .minus ? "-" : ""
        return Array("\(sign)\(significand)p\(exponent < 0 ? "" : "+")\(exponent)".utf8)
    }

    /// `strconv.FormatFloat(value, 'x', precision, 64)`: `0x1.4p+01`; without a precision the shortest exact text.
    package static func hexadecimal(_ value: Double, precision: Int?) -> [UInt8] {
        guard value.isFinite else { return text(value, .general) }
        var exponent = value == 0 ? 0 : Int(value.exponent)
        // The significand as 1.52 bits, so that the first digit is 1 (0 only for zero).
        var significand: UInt64 = value == 0 ? 0 : value.significand.significandBitPattern | 1 << 52
        if let precision, precision < 13 {
            let dropped = UInt64(52 - 4 * precision)
            let half: UInt64 = 1 << (dropped - 1)
            let rest = significand & (1 << dropped - 1)
            significand >>= dropped
            if rest > half || rest == half && significand & 1 == 1 { significand += 1 }
            significand <<= dropped
            if significand >> 53 != 0 {
                significand >>= 1
                exponent += 1
            }
        }
        var digits = Array(String(significand & (1 << 52 - 1) | 1 << 52, radix: 16).utf8.dropFirst())
        if let precision {
            digits = Array(digits.prefix(precision))
            digits += repeatElement(UInt8(ascii: "0"), count: max(0, precision - digits.count))
        } else {
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        }
        var output = Array("\(value.sign == .minus ? "-" : "")0x\(significand >> 52)".utf8)
        if !digits.isEmpty { output += [UInt8(ascii: ".")] + digits }
        output += Array("p\(exponent < 0 ? "-" : "+")\(exponent.magnitude < 10 ? "0" : "")\(exponent.magnitude)".utf8)
        return output
    }
}
