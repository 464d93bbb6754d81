/// The texts of many versions, taken apart and numbered, so that comparing two of them takes a few nanoseconds and no memory:
/// the one place that knows ``RancherOrder``'s rule.
public struct RancherOrderTable: Sendable {
    /// A part between two separators, known by its number: the same bytes are the same part.
    private struct Part: Sendable {
        /// The place of the first lowercase letters among those of all parts; -1 without any.
        var word: Int32 = -1
        /// The first number in it; nil without any.
        var number: Int?
        /// Whether all of it is a number.
        var isInteger = false
        /// The place of the bytes among those of all parts.
        var rank: Int32 = 0
    }

    private let parts: [Part]
    /// The numbers of the parts of every text, one text after another.
    private let rows: [Int32]
    /// Where the row of each text ends.
    private let ends: [Int]

    /// A table of texts, which are known by their places.
    public init(_ texts: some Sequence<String>) {
        var builder = Builder()
        for text in texts { builder.add(text) }
        (rows, ends) = (builder.rows, builder.ends)
        parts = builder.parts()
    }

    /// Whether one text is newer than another.
    public func isGreater(_ one: Int, than other: Int) -> Bool {
        let (mine, others) = (row(one), row(other))
        // The reference also asks that the texts differ; with different numbers of parts they do.
        return others.count > mine.count ? !isGreater(others, than: mine) : isGreater(mine, than: others)
    }

    /// Whether the order sees no difference at all: nothing but a leading `v`, what stands behind `+`, or which of `.` and `-` stands
    /// between the parts. Other texts can be mutually not greater, too.
    public func isSame(_ one: Int, as other: Int) -> Bool { rows[row(one)].elementsEqual(rows[row(other)]) }

    private func row(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

    /// The same for rows of which the first is not the shorter.
    private func isGreater(_ mine: Range<Int>, than others: Range<Int>) -> Bool {
        for offset in 0..<mine.count {
            let part = rows[mine.lowerBound + offset]
            guard offset < others.count else { return parts[Int(part)].isInteger }
            let other = rows[others.lowerBound + offset]
            if part != other, let decided = Self.isGreater(parts[Int(part)], than: parts[Int(other)]) { return decided }
        }
        return false
    }

    /// Whether one of two different parts is greater than the other; nil when they are equal and the next pair decides.
    private static func isGreater(_ a: Part, than b: Part) -> Bool? {
        if a.word >= 0, b.word >= 0, a.word != b.word { return a.word > b.word }
        guard let mine = a.number, let other = b.number else { return a.rank > b.rank }
        return mine == other ? nil : mine > other
    }
}

extension RancherOrderTable {
    /// Collects the parts of texts.
    private struct Builder {
        private(set) var rows: [Int32] = []
        private(set) var ends: [Int] = []
        private var known: [ArraySlice<UInt8>: Int32] = [:]
        private var spellings: [ArraySlice<UInt8>] = []

        /// Adds the parts between `.` and `-`, empty ones left out, of what stands before `+` and behind any leading `v`.
        mutating func add(_ text: String) {
            let core = Array(text.utf8.drop { $0 == UInt8(ascii: "v") }.prefix { $0 != UInt8(ascii: "+") })
            for part in core.split(whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }) {
                rows.append(number(of: part))
            }
            ends.append(rows.count)
        }

        private mutating func number(of part: ArraySlice<UInt8>) -> Int32 {
            if let number = known[part] { return number }
            let number = Int32(spellings.count)
            known[part] = number
            spellings.append(part)
            return number
        }

        /// What is to be known of every part, by its number.
        func parts() -> [Part] {
            let words = spellings.map { Self.firstRun(of: $0, where: Self.isLowercase) }
            let ranks = Self.ranks(of: spellings)
            let wordRanks = Self.ranks(of: words)
            return spellings.indices.map { index in
                let digits = Self.firstRun(of: spellings[index], where: Self.isDigit)
                return Part(
                    word: words[index].isEmpty ? -1 : wordRanks[index],
                    number: digits.isEmpty ? nil : Self.number(digits),
                    isInteger: Self.integer(spellings[index]) != nil, rank: ranks[index])
            }
        }

        /// The place of each text in the order of bytes; equal texts have one place.
        private static func ranks(of texts: [ArraySlice<UInt8>]) -> [Int32] {
            var ranks = [Int32](repeating: 0, count: texts.count)
            var last: ArraySlice<UInt8>?
            var rank: Int32 = 0
            for index in texts.indices.sorted(by: { texts[$0].lexicographicallyPrecedes(texts[$1]) }) {
                if let last, last != texts[index] { rank += 1 }
                last = texts[index]
                ranks[index] = rank
            }
            return ranks
        }

        private static func firstRun(
            of part: ArraySlice<UInt8>, where belongs: (UInt8) -> Bool
        ) -> ArraySlice<UInt8> {
            part.drop { !belongs($0) }.prefix(while: belongs)
        }

        /// The number of a run of digits; like Go's `strconv.Atoi` it stays at the largest integer when it is larger.
        private static func number(_ digits: ArraySlice<UInt8>) -> Int { integer(digits) ?? .max }

        private static func integer(_ text: ArraySlice<UInt8>) -> Int? { Int(String(decoding: text, as: UTF8.self)) }

        private static func isLowercase(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    }
}
