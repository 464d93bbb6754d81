/// Base64 with padding (RFC 4648), with the error places of Go's decoder. Line feeds and carriage returns are skipped.
package enum Base64 {
    private static let table = CharacterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// The text of some bytes.
    package static func encoded(_ bytes: [UInt8]) -> [UInt8] { table.encoded(bytes, bits: 6, groupSize: 4) }

    /// The bytes that a text stands for.
    package static func decoded(_ text: [UInt8]) throws(CorruptInput) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if let digit = table.digit(of: byte) {
                group = group << 6 | UInt32(digit)
                digits += 1
                if digits == 4 {
                    append(group, bytes: 3, to: &output)
                    (group, digits) = (0, 0)
                }
            } else if !isLineBreak(byte) {
                if byte != CharacterTable.padding || digits < 2 { throw corrupt(index) }
                try checkEnd(of: text, after: index, digits: digits)
                append(group << UInt32(6 * (4 - digits)), bytes: digits - 1, to: &output)
                return output
            }
            index += 1
        }
        // Go names the place by the characters of the last group, not counting line breaks in between.
        if digits > 0 { throw corrupt(text.count - digits) }
        return output
    }

    private static func append(_ group: UInt32, bytes: Int, to output: inout [UInt8]) {
        for place in 0..<bytes { output.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * place))) }
    }

    /// Checks what follows the first padding character, at `index`.
    private static func checkEnd(of text: [UInt8], after index: Int, digits: Int) throws(CorruptInput) {
        var next = afterLineBreaks(text, index + 1)
        if digits == 2 {
            if next == text.count { throw corrupt(text.count) }
            if text[next] != CharacterTable.padding { throw corrupt(next - 1) }
            next = afterLineBreaks(text, next + 1)
        }
        if next < text.count { throw corrupt(next) }
    }

    private static func afterLineBreaks(_ text: [UInt8], _ index: Int) -> Int {
        text[index...].firstIndex { !isLineBreak($0) } ?? text.count
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    private static func corrupt(_ offset: Int) -> CorruptInput { CorruptInput(encoding: "base64", offset: offset) }
}
