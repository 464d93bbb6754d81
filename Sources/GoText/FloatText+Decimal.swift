extension FloatText {
    /// The fewest digits that read back as the same number. Swift's own description has them.
    static func shortest(_ value: Double) -> Decimal {
        var digits: [UInt8] = []
        var point = 0
        var seenPoint = false
        var exponent = 0
        var bytes = Array(value.description.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"):
                exponent = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
                bytes = []
            default:
                digits.append(byte)
                if !seenPoint { point += 1 }
            }
        }
        return trimmed(Decimal(digits: digits, point: point + exponent))
    }

    /// Every digit of the number: a 64-bit float has at most 767 significant ones.
    static func exact(_ value: Double) -> Decimal {
        guard value != 0 else { return Decimal(digits: [], point: 0) }
        let shift = Int(value.exponent) - 52
        // `limbs` is the integer significand × 2^max(shift, 0), in base 10^9 from the lowest.
        var limbs = [UInt64(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))]
        let subnormal = value.isNormal ? shift : -1074
        carry(&limbs)
        if subnormal >= 0 {
            multiply(&limbs, by: 2, times: subnormal, largest: 29)
            return decimal(limbs, fractionDigits: 0)
        }
        // n × 2^-k is n × 5^k / 10^k.
        multiply(&limbs, by: 5, times: -subnormal, largest: 12)
        return decimal(limbs, fractionDigits: -subnormal)
    }

    private static let base: UInt64 = 1_000_000_000

    private static func carry(_ limbs: inout [UInt64]) {
        while let last = limbs.last, last >= base {
            limbs[limbs.count - 1] = last % base
            limbs.append(last / base)
        }
    }

    /// Multiplies by a power of a factor, at most the power `largest` at once, which is less than the base.
    private static func multiply(_ limbs: inout [UInt64], by factor: UInt64, times: Int, largest: Int) {
        var left = times
        while left > 0 {
            let step = min(left, largest)
            multiply(&limbs, by: (0..<step).reduce(1) { power, _ in power * factor })
            left -= step
        }
    }

    private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
        var carried: UInt64 = 0
        for index in limbs.indices {
            let product = limbs[index] * factor + carried
            limbs[index] = product % base
            carried = product / base
        }
        if carried > 0 { limbs.append(carried) }
    }

    private static func decimal(_ limbs: [UInt64], fractionDigits: Int) -> Decimal {
        var digits: [UInt8] = []
        for limb in limbs.reversed() {
            let text = Array(String(limb).utf8)
            if !digits.isEmpty {
                digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 9 - text.count))
            }
            digits.append(contentsOf: text)
        }
        return trimmed(Decimal(digits: digits, point: digits.count - fractionDigits))
    }

    /// The same number without zeros at either end.
    private static func trimmed(_ decimal: Decimal) -> Decimal {
        let leading = decimal.digits.prefix { $0 == UInt8(ascii: "0") }.count
        var digits = Array(decimal.digits.dropFirst(leading))
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return Decimal(digits: digits, point: digits.isEmpty ? 0 : decimal.point - leading)
    }

    /// Rounds to `count` digits, half to even, as the exact value asks.
    static func round(_ decimal: inout Decimal, to count: Int) {
        guard count < decimal.digits.count else { return }
        guard count >= 0 else {
            decimal = Decimal(digits: [], point: 0)
            return
        }
        let roundsUp = isRoundedUp(decimal.digits, at: count)
        decimal.digits.removeLast(decimal.digits.count - count)
        if roundsUp {
            while let last = decimal.digits.last, last == UInt8(ascii: "9") { decimal.digits.removeLast() }
            if decimal.digits.isEmpty {
                decimal = Decimal(digits: [UInt8(ascii: "1")], point: decimal.point + 1)
            } else {
                decimal.digits[decimal.digits.count - 1] += 1
            }
        }
        let point = decimal.point
        decimal = trimmed(Decimal(digits: decimal.digits, point: point))
    }

    private static func isRoundedUp(_ digits: [UInt8], at count: Int) -> Bool {
        let next = digits[count]
        if next != UInt8(ascii: "5") || count + 1 < digits.count { return next >= UInt8(ascii: "5") }
        return count > 0 && digits[count - 1] % 2 == 1
    }
}
