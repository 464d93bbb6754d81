import Versions

/// Every version of a template and, for every pair, whether one is offered as an upgrade of the other.
///
/// Making one compares every version with every other: for a template of 60 versions 3,600 times.
public struct UpgradeGraph: Sendable {
    /// The most versions that are compared. Of a template with more, the ones that ``FallbackOrder`` has lowest are left
    /// out, and counted in ``leftOut``.
    public static let mostVersions = 300

    /// What the asking server sees and is offered, of all versions of the template.
    public let selection: VersionSelection
    /// The versions, the oldest first: each stands behind those that it is newer than.
    ///
    /// Rancher's order has loops, so no sequence need agree with all pairs. The place of a version is decided by how many of
    /// the others it is newer than; of equals the lesser revision comes first (a folder named by a version counts as the
    /// least), then the earlier in the walk. Where the order has no loops, this is that order.
    public let versions: [TemplateVersion]
    /// How many versions the template has beyond ``mostVersions``.
    public let leftOut: Int
    /// For each position in ``versions``, the positions that are offered as upgrades of it, ascending.
    package let offers: [[Int]]
    /// The standing of each version from each: row by row the version to upgrade, in a row its targets.
    private let standings: [UpgradeStanding]
    private let positions: [String: Int]

    /// The graph that a Rancher server is offered; the parameters are ``VersionSelection``'s.
    public init(of template: Template, rancherVersion: String = "", referenceDefaults: Bool = false) {
        let selection = VersionSelection(
            of: template, rancherVersion: rancherVersion, referenceDefaults: referenceDefaults)
        let table = selection.table(of: Self.ordered(Self.newest(of: template.versions)))
        versions = table.versions
        let count = versions.count
        var standings: [UpgradeStanding] = []
        standings.reserveCapacity(count * count)
        for source in 0..<count { standings += (0..<count).map { table.standing(of: $0, from: source) } }
        self.selection = selection
        self.standings = standings
        leftOut = template.versions.count - count
        offers = (0..<count).map { source in
            (0..<count).filter { standings[source * count + $0].isOffered }
        }
        positions = Dictionary(versions.enumerated().map { ($1.folderName, $0) }) { _, last in last }
    }

    /// How `target` stands to `version` as its upgrade. Both are versions of the template.
    public func standing(of target: TemplateVersion, from version: TemplateVersion) -> UpgradeStanding {
        guard let source = position(of: version), let target = position(of: target) else {
            return selection.standing(of: target, from: version)
        }
        return standing(of: target, from: source)
    }

    /// The same in a sentence: `v1.2.0 (:18) is for Rancher v1.6.15-rc1 and later; this is v1.6.14`.
    public func explanation(of target: TemplateVersion, from version: TemplateVersion) -> String {
        standing(of: target, from: version)
            .explanation(of: target, from: version, rancherVersion: selection.rancherVersion)
    }

    package func standing(of target: Int, from source: Int) -> UpgradeStanding {
        standings[source * versions.count + target]
    }

    /// Where a version stands in ``versions``; nil for one that was left out.
    package func position(of version: TemplateVersion) -> Int? { positions[version.folderName] }

    private static func newest(of versions: [TemplateVersion]) -> [TemplateVersion] {
        guard versions.count > mostVersions else { return versions }
        let keys = versions.map { FallbackOrder.Key(of: $0.version) }
        let order = versions.indices.sorted { keys[$0] < keys[$1] }
        return order.suffix(mostVersions).sorted().map { versions[$0] }
    }

    /// Versions in the sequence that ``versions`` describes, however many.
    public static func ordered(_ versions: [TemplateVersion]) -> [TemplateVersion] {
        let order = RancherOrderTable(versions.map(\.version))
        let keys = versions.indices.map { index in
            let newerThan = versions.indices.count { order.isGreater(index, than: $0) }
            return (newerThan: newerThan, revision: versions[index].revision ?? Int.min, index: index)
        }
        return keys.sorted { $0 < $1 }.map { versions[$0.index] }
    }
}
