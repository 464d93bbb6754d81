import Versions

/// What a server is offered as upgrades of any version of a template. Made once and asked for every version: each answer costs a
/// look at every version that the server sees, and no parsing.
public struct UpgradeOffers: Sendable {
    /// The versions that the server sees, ordered by their texts: what ``offered(from:)`` gives places in.
    public let targets: [TemplateVersion]
    private let table: UpgradeTable
    /// The place in the table of each of ``targets``.
    private let places: [Int]
    /// Where each version text stands in the table.
    private let positions: [String: Int]
    /// The places of the targets in the order of the walk.
    private let walk: [Int]
    /// The places of the targets, the one to offer first in front: the default, then the highest.
    private let preferred: [Int]

    /// - Parameter distinct: one version a version text, in the order of the walk.
    init(
        _ distinct: [TemplateVersion], _ positions: [String: Int], isVisible: (TemplateVersion) -> Bool,
        defaultVersion: String
    ) {
        table = UpgradeTable(distinct, isVisible: isVisible)
        self.positions = positions
        walk = distinct.indices.filter { isVisible(distinct[$0]) }
        places = walk.sorted { distinct[$0].version < distinct[$1].version }
        targets = places.map { distinct[$0] }
        let keys = distinct.map { FallbackOrder.Key(of: $0.version) }
        // Of equals the last in the walk.
        let highest = walk.sorted { keys[$1] < keys[$0] || keys[$0] == keys[$1] && $0 > $1 }
        preferred =
            highest.filter { distinct[$0].version == defaultVersion }
            + highest.filter { distinct[$0].version != defaultVersion }
    }

    /// The places in ``targets`` of the versions that `version` may be upgraded to, ascending. None for a text that no version of
    /// the template has.
    public func offered(from version: TemplateVersion) -> [Int] {
        guard let source = positions[version.version] else { return [] }
        return places.indices.filter { table.isOffered(places[$0], from: source) }
    }

    /// The same versions in the order of the walk.
    public func upgrades(from version: TemplateVersion) -> [TemplateVersion] {
        guard let source = positions[version.version] else { return [] }
        return walk.filter { table.isOffered($0, from: source) }.map { table.versions[$0] }
    }

    /// Whether there is any upgrade of `version`.
    public func hasUpgrade(from version: TemplateVersion) -> Bool {
        positions[version.version].map { source in walk.contains { table.isOffered($0, from: source) } } ?? false
    }

    /// The upgrade to offer first: the default version if it is one, else the highest.
    public func defaultUpgrade(from version: TemplateVersion) -> TemplateVersion? {
        guard let source = positions[version.version] else { return nil }
        return preferred.first { table.isOffered($0, from: source) }.map { table.versions[$0] }
    }
}
