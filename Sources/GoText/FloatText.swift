/// Floating-point numbers as `strconv.FormatFloat(value, format, precision, 64)` prints them.
package enum FloatText {
    /// The form of the text.
    package enum Format: Sendable {
        /// `-d.dddde±dd`
        case exponent
        /// `-ddd.dddd`
        case fixed
        /// The exponent form for large and small exponents, the fixed form otherwise.
        case general
    }

    /// The digits of a finite number: `0.d1d2d3… × 10^point`, without zeros at the end.
    struct Decimal {
        var digits: [UInt8]
        var point: Int
    }

    /// The text of a number. `precision` counts digits after the point (`general`: all digits); nil means the fewest
    /// digits that read back as the same number.
    package static func text(_ value: Double, _ format: Format, precision: Int? = nil) -> [UInt8] {
        if value.isNaN { return Array("NaN".utf8) }
        if value.isInfinite { return Array(value < 0 ? "-Inf".utf8 : "+Inf".utf8) }
        var output: [UInt8] = value.sign == .minus ? [UInt8(ascii: "-")] : []
        var decimal = precision == nil ? shortest(value.magnitude) : exact(value.magnitude)
        switch format {
        case .exponent:
            let places = precision ?? max(decimal.digits.count - 1, 0)
            if precision != nil { round(&decimal, to: places + 1) }
            appendExponent(decimal, places: places, to: &output)
        case .fixed:
            if let precision { round(&decimal, to: decimal.point + precision) }
            appendFixed(decimal, places: precision ?? max(decimal.digits.count - decimal.point, 0), to: &output)
        case .general:
            appendGeneral(&decimal, precision: precision, to: &output)
        }
        return output
    }

    /// The exponent form below 10^-4, and from the precision on: 10^6 for the shortest text.
    private static func appendGeneral(_ decimal: inout Decimal, precision: Int?, to output: inout [UInt8]) {
        var limit = 6
        if let precision {
            limit = max(precision, 1)
            round(&decimal, to: limit)
            if limit > decimal.digits.count, decimal.digits.count >= decimal.point { limit = decimal.digits.count }
        }
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        if exponent < -4 || exponent >= limit {
            appendExponent(decimal, places: max(decimal.digits.count - 1, 0), to: &output)
        } else {
            appendFixed(decimal, places: max(decimal.digits.count - decimal.point, 0), to: &output)
        }
    }

    private static func appendExponent(_ decimal: Decimal, places: Int, to output: inout [UInt8]) {
        output.append(decimal.digits.first ?? UInt8(ascii: "0"))
        if places > 0 {
            output.append(UInt8(ascii: "."))
            let fraction = decimal.digits.dropFirst().prefix(places)
            output.append(contentsOf: fraction)
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: places - fraction.count))
        }
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        output.append(UInt8(ascii: "e"))
        output.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
        if exponent.magnitude < 10 { output.append(UInt8(ascii: "0")) }
        output.append(contentsOf: String(exponent.magnitude).utf8)
    }

    private static func appendFixed(_ decimal: Decimal, places: Int, to output: inout [UInt8]) {
        if decimal.point > 0 {
            let whole = decimal.digits.prefix(decimal.point)
            output.append(contentsOf: whole)
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimal.point - whole.count))
        } else {
            output.append(UInt8(ascii: "0"))
        }
        guard places > 0 else { return }
        output.append(UInt8(ascii: "."))
        for place in 0..<places {
            let index = decimal.point + place
            output.append(decimal.digits.indices.contains(index) ? decimal.digits[index] : UInt8(ascii: "0"))
        }
    }
}
