import GoTemplate
import GoText

/// Values as numbers, as Sprig 1.6 converts them: what is no number is 0.
enum Conversion {
    /// A value as an `int64`. Fractions are dropped; what a float has beyond 64 bits becomes the smallest number, as the
    /// processor of the reference does it.
    static func integer(_ value: Value) -> Int64 {
        switch value {
        case .string(let text): return GoNumber.integer(text, base: 10) ?? 0
        case .integer(let number, let type): return type.isUnsigned && number < 0 ? .max : number
        case .float(let number): return Int64(exactly: number.rounded(.towardZero)) ?? .min
        case .bool(let isTrue): return isTrue ? 1 : 0
        default: return 0
        }
    }

    /// A value as a `float64`.
    static func float(_ value: Value) -> Double {
        switch value {
        case .string(let text): return GoNumber.float(text) ?? 0
        case .integer(let number, let type):
            return type.isUnsigned ? Double(UInt64(bitPattern: number)) : Double(number)
        case .float(let number): return number
        case .bool(let isTrue): return isTrue ? 1 : 0
        default: return 0
        }
    }

    /// `strconv.Atoi` with its error dropped: a number too large becomes the largest. Go stops reading where the number
    /// leaves 64 bits, so what follows there may be anything.
    static func atoi(_ text: [UInt8]) -> Int64 {
        if let number = GoNumber.integer(text, base: 10) { return number }
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = text.dropFirst(isNegative || text.first == UInt8(ascii: "+") ? 1 : 0)
        var magnitude: UInt64 = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return 0 }
            let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            if isTooLarge || overflows { return isNegative ? .min : .max }
            magnitude = sum
        }
        return digits.isEmpty ? 0 : isNegative ? .min : .max
    }
}
