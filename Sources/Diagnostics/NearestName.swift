/// Guessing what somebody meant who wrote a name that does not exist.
public enum NearestName {
    /// Longer names are not compared.
    public static let longestName = 64

    /// The name that takes the fewest single-letter changes to get to; of equals the one with the longest common
    /// beginning, and then the first in alphabetical order, so that the order of `names` makes no difference. Nil when all are too far away: a change for every three letters is the most, but
    /// for a name of at least four letters that was left unfinished.
    public static func to(_ name: String, in names: some Sequence<String>) -> String? {
        guard name.utf8.count <= longestName else { return nil }
        let reach = max(1, name.utf8.count / 3)
        var nearest: (name: String, distance: Int, beginning: Int)?
        for candidate in names where candidate != name && candidate.utf8.count <= longestName {
            let isUnfinished = name.utf8.count >= 4 && candidate.utf8.starts(with: name.utf8)
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

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
