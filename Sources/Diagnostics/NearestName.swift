/// Guessing what somebody meant who wrote a name that does not exist.
public enum NearestName {
    /// Longer names are not compared.
    public static let longestName = 64
    /// Among more names than these nothing is looked for.
    public static let mostNames = 10_000

    /// The name that takes the fewest single-letter changes to get to; of equals the one with the longest common
    /// beginning, and then the first in alphabetical order, so that the order of `names` makes no difference. Nil when all are too far away: a change for every three letters is the most, but
    /// for a name of at least four letters that was left unfinished.
    public static func to(_ name: String, in names: some Sequence<String>) -> String? {
        guard name.utf8.count <= longestName else { return nil }
        let reach = max(1, name.utf8.count / 3)
        let letters = Letters(of: name)
        var nearest: (name: String, distance: Int, beginning: Int)?
        var looked = 0
        for candidate in names {
            looked += 1
            if looked > mostNames { return nil }
            guard candidate.utf8.count <= longestName, candidate != name else { continue }
            let isUnfinished = name.utf8.count >= 4 && candidate.utf8.starts(with: name.utf8)
            guard isUnfinished || letters.leastDistance(to: candidate) <= reach else { continue }
            let distance = isUnfinished ? reach : distance(name, candidate)
            guard distance <= reach else { continue }
            let beginning = zip(name.utf8, candidate.utf8).prefix { $0 == $1 }.count
            if let best = nearest,
                (best.distance, -best.beginning, best.name) <= (distance, -beginning, candidate)
            {
                continue
            }
            nearest = (candidate, distance, beginning)
        }
        return nearest?.name
    }

    /// The Levenshtein distance without regard to case; names that differ in case alone are one change apart.
    static func distance(_ left: String, _ right: String) -> Int {
        let target = right.utf8.map(lowercased)
        var row = Array(0...target.count)
        for (line, byte) in left.utf8.map(lowercased).enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in target.enumerated() {
                let changed = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return max(row[target.count], left == right ? 0 : 1)
    }

    /// How often each letter stands in a name: most names are told to be too far away by that alone.
    private struct Letters {
        private var counts = [Int8](repeating: 0, count: 256)
        private let total: Int

        init(of name: String) {
            total = name.utf8.count
            for byte in name.utf8 { counts[Int(lowercased(byte))] += 1 }
        }

        /// No less than this takes one name to the other: a change mends one letter that is missing and one that is too many.
        func leastDistance(to other: String) -> Int {
            var left = counts
            var common = 0
            for byte in other.utf8 {
                let letter = Int(lowercased(byte))
                if left[letter] > 0 {
                    left[letter] -= 1
                    common += 1
                }
            }
            return max(total, other.utf8.count) - common
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
