/// The order behind the default version of a template that names none: SemVer, in which every text that is not a strict
/// SemVer (any leading `v` aside) counts as 0.0.0.
public enum FallbackOrder {
    /// A version's text, read once to be compared with many others.
    public struct Key: Sendable, Comparable {
        private let version: SemanticVersion

        /// The key of a text.
        public init(of text: String) {
            version = SemanticVersion(parsing: String(text.drop { $0 == "v" })) ?? SemanticVersion(0, 0, 0)
        }

        /// Whether `left` comes before `right`.
        public static func < (left: Key, right: Key) -> Bool { left.version < right.version }

        /// Whether neither comes before the other: so it is for different texts, too.
        public static func == (left: Key, right: Key) -> Bool { !(left < right) && !(right < left) }
    }

    /// Whether `a` comes before `b`. Different texts may be equal in this order.
    public static func isLess(_ a: String, _ b: String) -> Bool { Key(of: a) < Key(of: b) }

    /// The index of the highest version; of equals, the last. Nil for no versions.
    public static func highest(of versions: [String]) -> Int? {
        var best: (index: Int, key: Key)?
        for (index, text) in versions.enumerated() {
            let key = Key(of: text)
            if best.map({ !(key < $0.key) }) ?? true { best = (index, key) }
        }
        return best?.index
    }
}
