/// The order Rancher 1.6 puts versions in: `VersionGreaterThan` of its catalog service, kept to the letter.
///
/// It is not SemVer, and not an order: on odd texts it has loops, and different texts can be mutually not greater.
/// Look pairs up; do not sort by it.
public enum RancherOrder {
    /// Whether `a` is newer than `b`.
    public static func isGreater(_ a: String, than b: String) -> Bool {
        Parts(of: a).isGreater(than: Parts(of: b))
    }

    private typealias Part = Substring.UTF8View

    /// A version's text taken apart, to be compared with many others.
    public struct Parts: Sendable {
        private let parts: [Part]

        /// The parts of a version's text.
        public init(of text: String) { parts = RancherOrder.parts(of: text) }

        /// Whether this version is newer than another.
        public func isGreater(than other: Parts) -> Bool { RancherOrder.isGreater(parts, than: other.parts) }

        /// Whether the order sees no difference at all: nothing but a leading `v`, what stands behind `+`, or which of `.`
        /// and `-` stands between the parts. Other texts can be mutually not greater, too.
        public func isSame(as other: Parts) -> Bool {
            parts.elementsEqual(other.parts) { $0.elementsEqual($1) }
        }
    }

    private static func isGreater(_ a: [Part], than b: [Part]) -> Bool {
        // The reference also asks that the texts differ; with different numbers of parts they do.
        if b.count > a.count { return !isGreater(b, than: a) }
        for (index, part) in a.enumerated() {
            guard index < b.count else { return isInteger(part) }
            if let decided = isGreater(part, than: b[index]) { return decided }
        }
        return false
    }

    /// Whether one part is greater than another; nil when they are equal and the next pair decides.
    private static func isGreater(_ a: Part, than b: Part) -> Bool? {
        if let mine = firstRun(of: a, where: isLowercase), let other = firstRun(of: b, where: isLowercase),
            !mine.elementsEqual(other)
        {
            return other.lexicographicallyPrecedes(mine)
        }
        guard let mine = firstRun(of: a, where: isDigit), let other = firstRun(of: b, where: isDigit) else {
            return a.elementsEqual(b) ? nil : b.lexicographicallyPrecedes(a)
        }
        let (left, right) = (number(mine), number(other))
        return left == right ? nil : left > right
    }

    /// The parts between `.` and `-`, empty ones left out, of what stands before `+` and behind any leading `v`.
    private static func parts(of text: String) -> [Part] {
        let start = text.utf8.drop { $0 == UInt8(ascii: "v") }
        let core = start.prefix { $0 != UInt8(ascii: "+") }
        return core.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }.map { Substring($0).utf8 }
    }

    private static func firstRun(of part: Part, where belongs: (UInt8) -> Bool) -> Part? {
        let run = part.drop { !belongs($0) }.prefix(while: belongs)
        return run.isEmpty ? nil : run
    }

    /// The number of a run of digits; like Go's `strconv.Atoi` it stays at the largest integer when it is larger.
    private static func number(_ digits: Part) -> Int { Int(Substring(digits)) ?? .max }

    private static func isInteger(_ part: Part) -> Bool { Int(Substring(part)) != nil }

    private static func isLowercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
