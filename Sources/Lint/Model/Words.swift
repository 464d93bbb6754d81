/// Looking for words in bytes: letters, digits and `_`.
enum Words {
    /// Whether a byte may be part of a word.
    static func isPart(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "_")
            || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    /// The words of a text, each with the byte in front of it; 0 at the start.
    static func of(_ bytes: [UInt8]) -> [(range: Range<Int>, before: UInt8)] {
        var words: [(range: Range<Int>, before: UInt8)] = []
        var index = 0
        while index < bytes.count {
            guard isPart(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isPart(bytes[index]) { index += 1 }
            words.append((start..<index, start > 0 ? bytes[start - 1] : 0))
        }
        return words
    }
}
