import GoTemplate

/// Cutting texts by bytes. As in the reference a cut may go through a character.
enum Cutting {
    private static let mark = Array("...".utf8)

    /// At most `width` bytes, ending in `...` when something was cut off. Too small a width leaves the text.
    static func abbreviated(_ text: [UInt8], width: Int) -> [UInt8] {
        if width < 4 || text.count <= width { return text }
        return text.prefix(width - 3) + mark
    }

    /// At most `width` bytes around the one at `offset`, with `...` where something was cut off. Too small a width (4, with
    /// an offset 7) leaves the text.
    static func abbreviated(_ text: [UInt8], offset: Int, width: Int) -> [UInt8] {
        if width < 4 || offset > 0 && width < 7 || text.count <= width { return text }
        // No further right than leaves the last `width - 3` bytes.
        let offset = min(offset, text.count - (width - 3))
        if offset <= 4 { return abbreviated(text, width: width) }
        if offset + width - 3 < text.count {
            return mark + abbreviated(Array(text[offset...]), width: width - 3)
        }
        return mark + text.suffix(width - 3)
    }

    /// `text[start:end]`; a negative `start` means the text's start and a negative `end` its end, but not both.
    static func part(_ text: [UInt8], from start: Int, to end: Int) throws(FunctionFailure) -> [UInt8] {
        if start < 0 { return try slice(text, 0, end) }
        return try slice(text, start, end < 0 ? text.count : end)
    }

    /// `text[start:end]`, with the text of Go's panic when that is out of range.
    static func slice(_ text: [UInt8], _ start: Int, _ end: Int) throws(FunctionFailure) -> [UInt8] {
        if end < 0 { throw outOfRange("[:\(end)]") }
        if end > text.count { throw outOfRange("[:\(end)] with length \(text.count)") }
        if start > end { throw outOfRange("[\(start):\(end)]") }
        return Array(text[start..<end])
    }

    private static func outOfRange(_ bounds: String) -> FunctionFailure {
        FunctionFailure("runtime error: slice bounds out of range \(bounds)")
    }
}
