/// Durations as `time.ParseDuration` reads them: numbers with units, such as `1h2m3.5s`.
package enum GoDuration {
    /// Why a text is none, as Go tells it.
    package enum Fault: Error, Sendable, Hashable {
        /// It is no sum of numbers, or too large.
        case invalid
        /// A number has no unit behind it.
        case missingUnit
        /// A number has this unit.
        case unknownUnit(String)
    }

    /// The nanoseconds of a text such as `-1h30m` or `1.5s`.
    package static func nanoseconds(_ text: [UInt8]) throws(Fault) -> Int64 {
        var rest = text[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual("0".utf8) { return 0 }
        if rest.isEmpty { throw .invalid }
        var total: UInt64 = 0
        while !rest.isEmpty {
            let (sum, overflows) = total.addingReportingOverflow(try takePart(&rest))
            if overflows || sum > limit { throw .invalid }
            total = sum
        }
        if isNegative { return Int64(truncatingIfNeeded: 0 &- total) }
        guard let nanoseconds = Int64(exactly: total) else { throw .invalid }
        return nanoseconds
    }

    /// The magnitude of the smallest duration.
    private static let limit: UInt64 = 1 << 63

    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]

    /// A number and its unit.
    private static func takePart(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> UInt64 {
        let whole = takeDigits(&rest)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        if whole.isEmpty, fraction.isEmpty { throw .invalid }
        let name = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
        if name.isEmpty { throw .missingUnit }
        rest = rest.dropFirst(name.count)
        let unitName = String(decoding: name, as: UTF8.self)
        guard let unit = units[unitName] else { throw .unknownUnit(unitName) }
        guard let count = number(whole) else { throw .invalid }
        let (product, overflows) = count.multipliedReportingOverflow(by: unit)
        if overflows || product > limit { throw .invalid }
        let sum = product + self.fraction(fraction, of: unit)
        if sum > limit { throw .invalid }
        return sum
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        digits.isEmpty ? 0 : UInt64(String(decoding: digits, as: UTF8.self))
    }

    /// The digits after a point as a part of the unit, rounded as Go does; digits beyond 18 make no difference.
    private static func fraction(_ digits: ArraySlice<UInt8>, of unit: UInt64) -> UInt64 {
        let digits = digits.prefix(18)
        guard let value = number(digits) else { return 0 }
        let scale = digits.reduce(1.0) { scale, _ in scale * 10 }
        return UInt64(Double(value) * (Double(unit) / scale))
    }
}
