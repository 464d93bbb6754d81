/// Base32 with padding (RFC 4648), with the error places of Go's decoder, which counts without line breaks.
package enum Base32 {
    private static let table = CharacterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// The text of some bytes.
    package static func encoded(_ bytes: [UInt8]) -> [UInt8] { table.encoded(bytes, bits: 5, groupSize: 8) }

    /// The bytes that a text stands for.
    package static func decoded(_ text: [UInt8]) throws(CorruptInput) -> [UInt8] {
        let text = text.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 8 * 5)
        var group: UInt64 = 0
        var digits = 0
        for (index, byte) in text.enumerated() {
            if byte == CharacterTable.padding, digits >= 2, text.count - index - 1 < 8 {
                try checkEnd(of: text, at: index, digits: digits)
                append(group << UInt64(5 * (8 - digits)), bytes: digits * 5 / 8, to: &output)
                return output
            }
            guard let digit = table.digit(of: byte) else { throw corrupt(index) }
            group = group << 5 | UInt64(digit)
            digits += 1
            if digits == 8 {
                append(group, bytes: 5, to: &output)
                (group, digits) = (0, 0)
            }
        }
        if digits > 0 { throw corrupt(text.count - digits) }
        return output
    }

    private static func append(_ group: UInt64, bytes: Int, to output: inout [UInt8]) {
        for place in 0..<bytes { output.append(UInt8(truncatingIfNeeded: group >> UInt64(32 - 8 * place))) }
    }

    /// Checks the padding, whose first character is at `index`, in the last group.
    private static func checkEnd(of text: [UInt8], at index: Int, digits: Int) throws(CorruptInput) {
        if text.count - index - 1 + digits < 7 { throw corrupt(text.count) }
        for place in 0..<(7 - digits) where text[index + 1 + place] != CharacterTable.padding {
            throw corrupt(index + place)
        }
        if [1, 3, 6].contains(digits) { throw corrupt(index) }
    }

    private static func corrupt(_ offset: Int) -> CorruptInput { CorruptInput(encoding: "base32", offset: offset) }
}
