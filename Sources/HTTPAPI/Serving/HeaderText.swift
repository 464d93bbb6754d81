/// Comparisons of headers' names and values, which count without regard to case. Bytes only: they are made for every
/// request.
extension String {
    /// Whether the text is this word, which is in lower case.
    func isWord(_ word: StaticString) -> Bool {
        utf8.count == word.utf8CodeUnitCount && Self.starts(utf8[...], with: word)
    }

    /// Whether this word, which is in lower case, stands anywhere in the text.
    func hasWord(_ word: StaticString) -> Bool {
        var rest = utf8[...]
        while rest.count >= word.utf8CodeUnitCount {
            if Self.starts(rest, with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func starts(_ text: Substring.UTF8View, with word: StaticString) -> Bool {
        let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return zip(text, bytes).allSatisfy { byte, wanted in
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            return (isUpper ? byte | 0x20 : byte) == wanted
        }
    }
}

extension Substring {
    /// The text without spaces and tabs around it.
    var trimmed: Substring {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = utf8.drop(while: isSpace)
        return start.lastIndex { !isSpace($0) }.map { self[start.startIndex...$0] } ?? self[endIndex...]
    }
}

extension String {
    /// The elements of a header's list, without spaces around them; those that are empty are none.
    var elements: [Substring] { split(separator: ",").map(\.trimmed).filter { !$0.isEmpty } }
}
