/// Durations as Go writes them: numbers with units, such as `1h2m3.5s`.
enum Duration {
    enum Fault: Error {
        case invalid
        case missingUnit
        case unknownUnit(String)
    }

    /// The whole seconds of a duration.
    static func seconds(_ text: String) throws(Fault) -> Int {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual([UInt8(ascii: "0")]) { return 0 }
        guard !rest.isEmpty else { throw .invalid }
        var total = 0.0
        while !rest.isEmpty { total += try part(&rest) }
        guard total < 9_223_372_036.854775807 else { throw .invalid }
        return Int(isNegative ? -total : total)
    }

    /// The seconds of a number and its unit.
    private static func part(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> Double {
        let whole = digits(&rest)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty,
            let value = Double(
                "0" + String(decoding: whole, as: UTF8.self) + "." + String(decoding: fraction, as: UTF8.self) + "0")
        else { throw .invalid }
        let unit = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
        guard !unit.isEmpty else { throw .missingUnit }
        rest = rest.dropFirst(unit.count)
        switch String(decoding: unit, as: UTF8.self) {
        case "h": return value * 3600
        case "m": return value * 60
        case "s": return value
        case "ms": return value / 1e3
        case "us", "µs", "μs": return value / 1e6
        case "ns": return value / 1e9
        case let other: throw .unknownUnit(other)
        }
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
