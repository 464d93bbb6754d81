/// The order behind the default version of a template that names none: SemVer, in which every text that is not a strict
/// SemVer (any leading `v` aside) counts as 0.0.0.
public enum FallbackOrder {
    /// Whether `a` comes before `b`. Different texts may be equal in this order.
    public static func isLess(_ a: String, _ b: String) -> Bool { version(a) < version(b) }

    /// The index of the highest version; of equals, the last. Nil for no versions.
    public static func highest(of versions: [String]) -> Int? {
        var best: (index: Int, version: SemanticVersion)?
        for (index, text) in versions.enumerated() {
            let version = version(text)
            if best.map({ !(version < $0.version) }) ?? true { best = (index, version) }
        }
        return best?.index
    }

    private static func version(_ text: String) -> SemanticVersion {
        SemanticVersion(parsing: String(text.drop { $0 == "v" })) ?? SemanticVersion(0, 0, 0)
    }
}
