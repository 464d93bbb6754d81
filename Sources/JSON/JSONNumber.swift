/// A JSON number by its canonical text, so that what is read and written again stays what it was.
public struct JSONNumber: Sendable, Hashable {
    /// The number as it is written.
    public let text: String

    /// A whole number.
    public init(_ value: Int) { text = String(value) }

    /// A whole number.
    public init(_ value: UInt) { text = String(value) }

    /// A number as ECMAScript prints it; nil for what JSON has no text for.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = Self.text(of: value)
    }

    /// The number that `literal`, which follows JSON's grammar, means. Nil when it is too large for a double.
    init?(literal: String) {
        let isWhole = literal.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
        if isWhole {
            text = literal == "-0" ? "0" : literal
        } else {
            guard let value = Double(literal), value.isFinite else { return nil }
            text = Self.text(of: value)
        }
    }

    /// ECMA-262, Number::toString: the shortest digits that read back as the same double.
    private static func text(of value: Double) -> String {
        if value == 0 { return "0" }
        if value < 0 { return "-" + text(of: -value) }
        let (digits, exponent) = decimal(value)
        let count = digits.count
        if exponent >= count, exponent <= 21 { return digits + String(repeating: "0", count: exponent - count) }
        if exponent > 0, exponent <= 21 { return "\(digits.prefix(exponent)).\(digits.dropFirst(exponent))" }
        if exponent > -6, exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + digits }
        let power = exponent - 1
        let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
        return "\(mantissa)e\(power < 0 ? "-" : "+")\(abs(power))"
    }

    /// The shortest digits of a positive number, without zeros at either end, and where the decimal point stands in them.
    private static func decimal(_ value: Double) -> (digits: String, exponent: Int) {
        let parts = value.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let (whole, fraction) = (mantissa[0], mantissa.count > 1 ? mantissa[1] : "")
        let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = String(whole) + String(fraction)
        let significant = all.drop { $0 == "0" }
        let leading = all.count - significant.count
        let last = significant.lastIndex { $0 != "0" }
        return (last.map { String(significant[...$0]) } ?? "0", whole.count - leading + power)
    }
}
