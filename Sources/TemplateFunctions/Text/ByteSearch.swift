/// A text to look for (Knuth, Morris and Pratt): the time is linear in the text searched, whatever the texts are.
struct ByteSearch {
    private let part: [UInt8]
    /// For every length of a match so far, how much of it still matches when the next byte does not.
    private let fallbacks: [Int]

    init(_ part: [UInt8]) {
        self.part = part
        var fallbacks = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[index] != part[matched] { matched = fallbacks[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            fallbacks[index] = matched
        }
        self.fallbacks = fallbacks
    }

    /// Where the part begins at or after `start`; nil when it does not. An empty part begins at `start`.
    func firstIndex(in text: [UInt8], from start: Int = 0) -> Int? {
        if part.isEmpty { return start }
        var matched = 0
        return text.withUnsafeBufferPointer { text in
            for index in start..<text.count {
                while matched > 0, text[index] != part[matched] { matched = fallbacks[matched - 1] }
                if text[index] == part[matched] { matched += 1 }
                if matched == part.count { return index + 1 - matched }
            }
            return nil
        }
    }

    /// Where the part begins, without overlaps. An empty part begins before every character and at the end.
    func indexes(in text: [UInt8]) -> [Int] {
        if part.isEmpty { return Characters(text).map(\.start) + [text.count] }
        var found: [Int] = []
        var index = 0
        while let next = firstIndex(in: text, from: index) {
            found.append(next)
            index = next + part.count
        }
        return found
    }
}
