/// `VersionGreaterThan` of Rancher's catalog service for one pair of texts, line by line: what the table of many is compared with.
public enum PlainRancherOrder {
    /// Whether `a` is newer than `b`.
    public static func isGreater(_ a: String, than b: String) -> Bool { isGreater(parts(a), parts(b)) }

    private static func isGreater(_ a: [[UInt8]], _ b: [[UInt8]]) -> Bool {
        if b.count > a.count { return !isGreater(b, a) }
        for (index, part) in a.enumerated() {
            guard index < b.count else { return integer(part) != nil }
            let other = b[index]
            let (word, otherWord) = (run(part, "a"..."z"), run(other, "a"..."z"))
            if !word.isEmpty, !otherWord.isEmpty, word != otherWord {
                return otherWord.lexicographicallyPrecedes(word)
            }
            let (digits, otherDigits) = (run(part, "0"..."9"), run(other, "0"..."9"))
            if digits.isEmpty || otherDigits.isEmpty {
                if part == other { continue }
                return other.lexicographicallyPrecedes(part)
            }
            let (number, otherNumber) = (integer(digits) ?? .max, integer(otherDigits) ?? .max)
            if number != otherNumber { return number > otherNumber }
        }
        return false
    }

    private static func parts(_ text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8).drop { $0 == UInt8(ascii: "v") }.prefix { $0 != UInt8(ascii: "+") }
        return bytes.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }.map(Array.init)
    }

    private static func run(_ part: [UInt8], _ letters: ClosedRange<Unicode.Scalar>) -> [UInt8] {
        let belongs = { (byte: UInt8) in letters.contains(Unicode.Scalar(byte)) }
        return Array(part.drop { !belongs($0) }.prefix(while: belongs))
    }

    private static func integer(_ text: [UInt8]) -> Int? { Int(String(decoding: text, as: UTF8.self)) }
}
