/// Sizes such as `64m`, `1.5g` and `10 MB`, with units of 1024.
enum ByteSize {
    /// The bytes of a size, or why it is none.
    static func bytes(_ text: String) -> Result<Int, Fault> {
        var rest = Array(text.utf8)[...]
        let number = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
        rest = rest.dropFirst(number.count)
        guard isNumber(number), let factor = factor(rest) else { return .failure(Fault(isNumber: false)) }
        guard let value = Double(String(decoding: number, as: UTF8.self)) else {
            return .failure(Fault(isNumber: true))
        }
        let bytes = value * factor
        return .success(bytes < 9.2e18 ? Int(bytes) : Int.min)
    }

    struct Fault: Error {
        /// Whether it has the form of a size, but its number cannot be read.
        let isNumber: Bool
    }

    /// Digits, then any number of groups of a point and digits.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty
            && text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func factor(_ text: ArraySlice<UInt8>) -> Double? {
        var unit = String(decoding: text, as: UTF8.self).lowercased()[...]
        if unit.first == " " { unit = unit.dropFirst() }
        if unit.last == "b" { unit = unit.dropLast() }
        switch unit {
        case "": return 1
        case "k": return 1024
        case "m": return 1_048_576
        case "g": return 1_073_741_824
        case "t": return 1_099_511_627_776
        case "p": return 1_125_899_906_842_624
        default: return nil
        }
    }
}
