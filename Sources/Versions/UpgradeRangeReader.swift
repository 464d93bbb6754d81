/// The reading of an ``UpgradeRange``: the steps of blang's `ParseRange`, with the place of each word kept.
enum UpgradeRangeReader {
    typealias Term = UpgradeRange.Term
    typealias Comparison = UpgradeRange.Comparison

    /// What stands between two blanks: an operator and a version, or `||`.
    private struct Word {
        let text: String
        /// Where the word begins in the range, in bytes.
        let start: Int
        /// Where its version begins, in bytes.
        let versionStart: Int

        /// A blank behind an operator belongs to the word, but not to its text.
        init(_ bytes: ArraySlice<UInt8>) {
            text = String(decoding: bytes.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            start = bytes.startIndex
            versionStart = bytes.firstIndex(where: isDigit) ?? bytes.startIndex
        }
    }

    /// Alternatives, each of terms that must all hold.
    static func alternatives(of bytes: [UInt8]) throws(UpgradeRangeError) -> [[Term]] {
        let words = words(of: bytes)
        if let first = words.first, first.text == "||" {
            throw UpgradeRangeError("the range begins with '||'", at: first.start)
        }
        guard let last = words.last else { throw UpgradeRangeError("the range is empty", at: 0) }
        if last.text == "||" { throw UpgradeRangeError("the range ends with '||'", at: last.start) }

        var alternatives: [[Term]] = [[]]
        for word in words {
            if word.text != "||" {
                alternatives[alternatives.count - 1] += try terms(of: word)
            } else if alternatives.last?.isEmpty == true {
                // The reference accepts this and then crashes when it asks the empty alternative.
                throw UpgradeRangeError("there is nothing between two '||'", at: word.start)
            } else {
                alternatives.append([])
            }
        }
        return alternatives
    }

    /// Words between blanks; a blank behind an operator does not end a word, and words of one byte are lost.
    private static func words(of bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        var start = 0
        var last: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte != UInt8(ascii: " ") {
                last = byte
            } else if !">=<".utf8.contains(last) {
                if start < index - 1 { words.append(Word(bytes[start..<index])) }
                start = index + 1
            }
        }
        if start < bytes.count - 1 { words.append(Word(bytes[start...])) }
        return words
    }

    private static func terms(of word: Word) throws(UpgradeRangeError) -> [Term] {
        guard let digit = word.text.utf8.firstIndex(where: isDigit) else {
            throw UpgradeRangeError("\"\(word.text)\" holds no version", at: word.start)
        }
        let mark = mark(word.text.utf8[..<digit])
        let version = String(word.text[digit...])
        if version.utf8.contains(UInt8(ascii: "x")) { return try wildcard(mark, version, in: word) }
        guard let comparison = comparison(mark) else {
            let choice = "there are = != > >= < <="
            throw UpgradeRangeError("\"\(mark)\" in \"\(word.text)\" is no comparison; \(choice)", at: word.start)
        }
        return [try term(comparison, version, in: word)]
    }

    /// An operator without the `v` of the version behind it, and without white space around it.
    private static func mark(_ bytes: Substring.UTF8View) -> String {
        var mark = bytes.drop { $0 == UInt8(ascii: "v") }
        if mark.last == UInt8(ascii: "v") { mark.removeLast() }
        mark = mark.drop(while: isSpace)
        while let last = mark.last, isSpace(last) { mark.removeLast() }
        return String(Substring(mark))
    }

    private static func comparison(_ mark: String) -> Comparison? {
        switch mark {
        case "", "=", "==": .equal
        case "!", "!=": .notEqual
        case ">": .greater
        case ">=": .greaterOrEqual
        case "<": .less
        case "<=": .lessOrEqual
        default: nil
        }
    }

    private static func term(
        _ comparison: Comparison, _ version: String, in word: Word
    ) throws(UpgradeRangeError) -> Term {
        guard SemanticVersion(parsing: version) != nil else { throw .notAVersion(version, at: word.versionStart) }
        return Term(comparison: comparison, version: version)
    }

    /// A version with an `x` anywhere, as bounds: `1.2.x` and `1.x` go from the version with zeros up to the next minor or
    /// major one. Where the `x` is in a name (`1.0.0-linux`) there is no next one, and only `>=` and `<` can be read.
    private static func wildcard(_ mark: String, _ version: String, in word: Word) throws(UpgradeRangeError) -> [Term] {
        let low = lowest(version)
        func from(_ bound: String) throws(UpgradeRangeError) -> Term { try term(.greaterOrEqual, bound, in: word) }
        func below(_ bound: String) throws(UpgradeRangeError) -> Term { try term(.less, bound, in: word) }
        func next() throws(UpgradeRangeError) -> String {
            guard let next = self.next(after: low, of: version) else {
                throw UpgradeRangeError("\"\(version)\" is no wildcard of the form 1.x or 1.2.x", at: word.versionStart)
            }
            return next
        }
        switch comparison(mark) {
        case .equal: return [try from(low), try below(next())]
        case .notEqual: return [try below(low), try from(next())]
        case .greater: return [try from(next())]
        case .greaterOrEqual: return [try from(low)]
        case .less: return [try below(low)]
        case .lessOrEqual: return [try below(next())]
        // The reference loses an operator that it does not know here: `~1.2.x` is 1.2.0 and nothing else.
        case nil: return [try term(.equal, low, in: word)]
        }
    }

    /// The version with zeros for wildcards, which need not be a version yet.
    private static func lowest(_ version: String) -> String {
        let flat = version.replacing(".x.x", with: ".x", maxReplacements: 1)
            .replacing(".x", with: ".0", maxReplacements: 1)
        return numbers(of: flat).count == 2 ? flat + ".0" : flat
    }

    /// The first version behind the wildcard; nil when `version` does not end in `.x` behind one or two numbers.
    private static func next(after low: String, of version: String) -> String? {
        let parts = numbers(of: version)
        guard parts.last == "x", parts.count == 2 || parts.count == 3 else { return nil }
        var numbers = numbers(of: low).map(String.init)
        let place = parts.count - 2
        // The largest integer wraps around to what is no version, as in the reference.
        guard place < numbers.count, let number = Int(numbers[place]) else { return nil }
        numbers[place] = String(number &+ 1)
        return numbers.joined(separator: ".")
    }

    private static func numbers(of version: String) -> [Substring] {
        version.split(separator: ".", omittingEmptySubsequences: false)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
}
