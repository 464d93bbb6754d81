/// A range of versions in `upgrade_from`: terms such as `>=1.0.0`, joined by blanks (and) and `||` (or).
///
/// The grammar is that of blang/semver in the fork that Rancher shipped, its oddities included: terms of one character are
/// passed over, `x` is a wildcard, and a leading `v` is taken off. Every version must be a strict SemVer to be read, but
/// versions are compared by ``RancherOrder``, not by SemVer.
public struct UpgradeRange: Sendable, Hashable {
    enum Comparison: Sendable, Hashable {
        case equal, notEqual, greater, greaterOrEqual, less, lessOrEqual
    }

    struct Term: Sendable, Hashable {
        let comparison: Comparison
        let version: String
    }

    /// The most bytes that are read as a range.
    public static let longestText = 4096

    /// Alternatives, each of terms that must all hold.
    private let alternatives: [[Term]]

    /// The range that `text` spells.
    public init(parsing text: String) throws(UpgradeRangeError) {
        guard text.utf8.count <= Self.longestText else {
            throw UpgradeRangeError("the range has more than \(Self.longestText) bytes", at: Self.longestText)
        }
        self.alternatives = try UpgradeRangeReader.alternatives(of: Array(text.utf8))
    }

    /// Whether `version` is in the range.
    public func contains(_ version: String) throws(UpgradeRangeError) -> Bool {
        let bare = version.first == "v" ? String(version.dropFirst()) : version
        guard SemanticVersion(parsing: bare) != nil else {
            throw .notAVersion(bare, at: version.utf8.count - bare.utf8.count)
        }
        return alternatives.contains { $0.allSatisfy { Self.holds($0, for: bare) } }
    }

    /// Whether the reference offers an upgrade from `version` where `range` stands in `upgrade_from`: what cannot be
    /// read is not offered.
    public static func offers(_ version: String, in range: String) -> Bool {
        (try? UpgradeRange(parsing: range).contains(version)) ?? false
    }

    private static func holds(_ term: Term, for version: String) -> Bool {
        switch term.comparison {
        case .equal: isEqual(version, term.version)
        case .notEqual: !isEqual(version, term.version)
        case .greater: RancherOrder.isGreater(version, than: term.version)
        case .greaterOrEqual:
            RancherOrder.isGreater(version, than: term.version) || isEqual(version, term.version)
        case .less: RancherOrder.isGreater(term.version, than: version)
        case .lessOrEqual: RancherOrder.isGreater(term.version, than: version) || isEqual(version, term.version)
        }
    }

    private static func isEqual(_ one: String, _ other: String) -> Bool {
        !RancherOrder.isGreater(one, than: other) && !RancherOrder.isGreater(other, than: one)
    }
}

/// Why a range, or a version that is looked up in it, cannot be read.
public struct UpgradeRangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What cannot be read, and what can.
    public let description: String
    /// Where the trouble is: an offset in UTF-8 bytes, from 0, in the range (in the version, when ``UpgradeRange/contains(_:)``
    /// throws).
    public let offset: Int

    init(_ description: String, at offset: Int) {
        self.description = description
        self.offset = offset
    }

    static func notAVersion(_ text: String, at offset: Int) -> Self {
        Self("\"\(text)\" is no version of the form 1.2.3 or 1.2.3-name", at: offset)
    }
}
