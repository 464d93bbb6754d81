import GoTemplate
import GoText

/// Splitting, joining, replacing and repeating texts, as Go's `strings` package does.
enum Pieces {
    /// `strings.Split`: the pieces between separators; an empty separator gives the characters.
    static func split(_ text: [UInt8], by separator: [UInt8]) throws(FunctionFailure) -> [[UInt8]] {
        let places = ByteSearch(separator).indexes(in: text)
        try FunctionLimits.check(elements: places.count)
        if separator.isEmpty { return exploded(text) }
        var pieces: [[UInt8]] = []
        pieces.reserveCapacity(places.count + 1)
        var start = 0
        for place in places {
            pieces.append(Array(text[start..<place]))
            start = place + separator.count
        }
        return pieces + [Array(text[start...])]
    }

    /// The characters, each a text. Go replaces an invalid byte by U+FFFD, but not the last one.
    private static func exploded(_ text: [UInt8]) -> [[UInt8]] {
        Characters(text).map { character in
            let end = character.start + character.width
            let isReplaced = character.value == Rune.replacement && end < text.count
            return isReplaced ? Rune.text([Rune.replacement]) : Array(text[character.start..<end])
        }
    }

    /// `strings.ReplaceAll`.
    static func replaced(_ text: [UInt8], _ old: [UInt8], with new: [UInt8]) throws(FunctionFailure) -> [UInt8] {
        let places = ByteSearch(old).indexes(in: text)
        try FunctionLimits.check(places.count, times: new.count)
        var output: [UInt8] = []
        output.reserveCapacity(text.count + places.count * max(0, new.count - old.count))
        var start = 0
        for place in places {
            output += text[start..<place]
            output += new
            start = place + old.count
        }
        return output + text[start...]
    }

    /// `strings.Join`.
    static func joined(_ pieces: [[UInt8]], by separator: [UInt8]) throws(FunctionFailure) -> [UInt8] {
        try FunctionLimits.check(max(0, pieces.count - 1), times: separator.count)
        let size = pieces.reduce(0) { $0 + $1.count + separator.count }
        try FunctionLimits.check(bytes: size - separator.count)
        var output: [UInt8] = []
        output.reserveCapacity(size)
        for (index, piece) in pieces.enumerated() {
            if index > 0 { output += separator }
            output += piece
        }
        return output
    }

    /// `strings.Repeat`.
    static func repeated(_ text: [UInt8], _ count: Int) throws(FunctionFailure) -> [UInt8] {
        if count < 0 { throw FunctionFailure("strings: negative Repeat count") }
        try FunctionLimits.check(count, times: text.count)
        var output: [UInt8] = []
        output.reserveCapacity(count * text.count)
        for _ in 0..<(text.isEmpty ? 0 : count) { output += text }
        return output
    }

    /// Every line after `count` spaces.
    static func indented(_ text: [UInt8], by count: Int) throws(FunctionFailure) -> [UInt8] {
        let margin = try repeated([UInt8(ascii: " ")], count)
        return margin + (try replaced(text, [UInt8(ascii: "\n")], with: [UInt8(ascii: "\n")] + margin))
    }
}
