import GoText

/// The characters of a text as Go's `range` gives them: an invalid byte is one U+FFFD.
struct Characters: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next character, where it starts and how many bytes it takes.
    mutating func next() -> (value: UInt32, start: Int, width: Int)? {
        guard index < bytes.count else { return nil }
        let start = index
        let (value, width) = Rune.decode(bytes, at: start)
        index += width
        return (value, start, width)
    }
}

extension Rune {
    /// `unicode.IsSpace`.
    static func isSpace(_ value: UInt32) -> Bool {
        if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
        return Unicode.Scalar(value)?.properties.isWhitespace ?? false
    }

    /// `string(runes)`: characters back to bytes.
    static func text(_ values: some Sequence<UInt32>) -> [UInt8] {
        var output: [UInt8] = []
        for value in values { append(value, to: &output) }
        return output
    }
}
