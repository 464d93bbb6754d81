import GoTemplate

/// Breaking a text into lines of at most `width` bytes at its spaces.
enum Wrapping {
    private static let space = UInt8(ascii: " ")

    /// The text with `newline` (a line feed when empty) in the place of the last space before each line's end. A space
    /// that would begin a line is dropped while more than a line is left. Words longer than a line stay whole, or are
    /// cut when `breakingWords` is true. A width below 1 counts as 1.
    static func wrapped(
        _ text: [UInt8], width: Int, newline: [UInt8] = [], breakingWords: Bool = false
    ) throws(FunctionFailure) -> [UInt8] {
        let newline = newline.isEmpty ? [UInt8(ascii: "\n")] : newline
        let width = max(width, 1)
        var output: [UInt8] = []
        var start = 0
        while text.count - start > width {
            if text[start] == space {
                start += 1
                continue
            }
            let line = lineEnd(in: text, from: start, width: width, breakingWords: breakingWords)
            output += text[start..<line.end]
            start = line.next
            if line.isLast { break }
            output += newline
            try FunctionLimits.check(bytes: output.count)
        }
        return output + text[start...]
    }

    private static func lineEnd(
        in text: [UInt8], from start: Int, width: Int, breakingWords: Bool
    ) -> (end: Int, next: Int, isLast: Bool) {
        let limit = start + width
        if let last = text[start...limit].lastIndex(of: space) { return (last, last + 1, false) }
        if breakingWords { return (limit, limit, false) }
        if let next = text[limit...].firstIndex(of: space) { return (next, next + 1, false) }
        return (text.count, text.count, true)
    }
}
