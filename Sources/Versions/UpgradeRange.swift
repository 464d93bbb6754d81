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

    /// The most comparisons that are read; `1.x` is two.
    public static let mostTerms = 100

    /// Alternatives, each of terms that must all hold.
    private let alternatives: [[Term]]

    /// The range that `text` spells.
    public init(parsing text: String) throws(UpgradeRangeError) {
        guard text.utf8.count <= Self.longestText else {
            throw UpgradeRangeError("the range has more than \(Self.longestText) bytes", at: Self.longestText)
        }
        alternatives = try UpgradeRangeReader.alternatives(of: Array(text.utf8))
        guard alternatives.reduce(0, { $0 + $1.count }) <= Self.mostTerms else {
            throw UpgradeRangeError("the range has more than \(Self.mostTerms) comparisons", at: 0)
        }
    }

    /// The versions that are compared with, one for each comparison, in their order.
    public var comparedVersions: [String] { alternatives.flatMap { $0.map(\.version) } }

    /// Whether `version` is in the range.
    public func contains(_ version: String) throws(UpgradeRangeError) -> Bool {
        guard Self.canBeIn(version) else {
            let bare = Self.bare(version)
            throw .notAVersion(String(bare), at: version.utf8.count - bare.utf8.count)
        }
        return contains(0, in: RancherOrderTable([version] + comparedVersions), terms: 1)
    }

    /// Whether a version can be looked up in a range at all: the reference takes strict SemVer alone, with or without a `v`.
    public static func canBeIn(_ version: String) -> Bool { SemanticVersion(parsing: bare(version)) != nil }

    /// The same as ``contains(_:)`` for a version of a table that ``canBeIn(_:)``, where ``comparedVersions`` stand from the place
    /// `terms` on.
    public func contains(_ version: Int, in table: RancherOrderTable, terms: Int) -> Bool {
        var place = terms
        return alternatives.contains { alternative in
            defer { place += alternative.count }
            return alternative.indices.allSatisfy { alternative[$0].holds(for: version, than: place + $0, in: table) }
        }
    }

    /// Whether any of some versions is in the range; those that cannot be looked up are not.
    public func contains(anyOf versions: [String]) -> Bool {
        let table = RancherOrderTable(versions + comparedVersions)
        return versions.indices.contains { place in
            contains(place, in: table, terms: versions.count) && Self.canBeIn(versions[place])
        }
    }

    /// Whether the reference offers an upgrade from `version` where `range` stands in `upgrade_from`: what cannot be
    /// read is not offered.
    public static func offers(_ version: String, in range: String) -> Bool {
        (try? UpgradeRange(parsing: range).contains(version)) ?? false
    }

    private static func bare(_ version: String) -> Substring {
        version.first == "v" ? version.dropFirst() : version[...]
    }
}

extension UpgradeRange.Term {
    /// Whether the comparison of a version with this one's, which stands at `other`, holds.
    fileprivate func holds(for version: Int, than other: Int, in table: RancherOrderTable) -> Bool {
        switch comparison {
        case .greater: table.isGreater(version, than: other)
        case .less: table.isGreater(other, than: version)
        case .equal: !table.isGreater(version, than: other) && !table.isGreater(other, than: version)
        case .notEqual: table.isGreater(version, than: other) || table.isGreater(other, than: version)
        // Greater or neither; less or neither.
        case .greaterOrEqual: table.isGreater(version, than: other) || !table.isGreater(other, than: version)
        case .lessOrEqual: table.isGreater(other, than: version) || !table.isGreater(version, than: other)
        }
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
