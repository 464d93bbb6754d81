import Versions

/// Versions of one template in the rule of upgrades, taken apart once: everything that the rule asks is ready, and asking for a
/// pair takes some tens of nanoseconds. Versions are known by their places.
///
/// ``isOffered(_:from:)`` is the rule, and ``standing(of:from:)`` says which part of it stands in the way; there is no other copy.
struct UpgradeTable: Sendable {
    private enum Range: Sendable {
        case any
        /// What is compared with stands in the order from a place on.
        case readable(UpgradeRange, terms: Int)
        case unreadable
    }

    /// The versions.
    let versions: [TemplateVersion]
    /// The versions' texts, and behind them what ranges compare with.
    private let order: RancherOrderTable
    private let ranges: [Range]
    /// The place in ``ranges`` of each version's own.
    private let rangeOf: [Int]
    /// Whether ranges can say anything about a version.
    private let isReadable: [Bool]
    private let isVisible: [Bool]
    /// The last part of the id of the version that stands for a version's text; nil where it does itself.
    private let successors: [String?]
    private let isSuperseded: [Bool]

    /// A table of versions.
    ///
    /// - Parameters:
    ///   - isVisible: whether the asking server is in a version's window.
    ///   - successor: the last part of the id of the version that stands for its text; nil when it does itself.
    init(
        _ versions: [TemplateVersion], isVisible: (TemplateVersion) -> Bool,
        successor: (TemplateVersion) -> String? = { _ in nil }
    ) {
        var texts = versions.map(\.version)
        var ranges = [Range.any]
        var known = ["": 0]
        rangeOf = versions.map { version in
            if let place = known[version.upgradeFrom] { return place }
            known[version.upgradeFrom] = ranges.count
            ranges.append(.unreadable)
            if let range = try? UpgradeRange(parsing: version.upgradeFrom) {
                ranges[ranges.count - 1] = .readable(range, terms: texts.count)
                texts += range.comparedVersions
            }
            return ranges.count - 1
        }
        self.ranges = ranges
        self.versions = versions
        order = RancherOrderTable(texts)
        isReadable = versions.map { UpgradeRange.canBeIn($0.version) }
        self.isVisible = versions.map(isVisible)
        successors = versions.map(successor)
        isSuperseded = successors.map { $0 != nil }
    }

    /// Whether a version is newer than another in Rancher's order.
    func isNewer(_ version: Int, than other: Int) -> Bool { order.isGreater(version, than: other) }

    /// Whether a version is offered as an upgrade of another: see ``UpgradeStanding``.
    func isOffered(_ target: Int, from source: Int) -> Bool {
        order.isGreater(target, than: source) && isVisible[target] && !isSuperseded[target]
            && takes(target, from: source)
    }

    /// How a version stands to another as its upgrade: the first of ``UpgradeStanding``'s order that is so.
    func standing(of target: Int, from source: Int) -> UpgradeStanding {
        if isOffered(target, from: source) { return .offered }
        if let successor = successors[target] { return .superseded(by: successor) }
        if isSameFolder(target, source) { return .same }
        if !order.isGreater(target, than: source) {
            if order.isGreater(source, than: target) { return .older }
            return order.isSame(target, as: source) ? .equal : .incomparable
        }
        let version = versions[target]
        if !isVisible[target] {
            return .outsideWindow(minimum: version.minimumRancherVersion, maximum: version.maximumRancherVersion)
        }
        guard case .readable = ranges[rangeOf[target]] else { return .unreadableRange(version.upgradeFrom) }
        return isReadable[source]
            ? .upgradeFromExcludes(range: version.upgradeFrom) : .unreadableVersion(range: version.upgradeFrom)
    }

    /// Whether a version's `upgrade_from` takes another.
    func takes(_ target: Int, from source: Int) -> Bool {
        switch ranges[rangeOf[target]] {
        case .any: true
        case .readable(let range, let terms): isReadable[source] && range.contains(source, in: order, terms: terms)
        case .unreadable: false
        }
    }

    private func isSameFolder(_ one: Int, _ other: Int) -> Bool {
        versions[one].folderName == versions[other].folderName && versions[one].version == versions[other].version
    }
}
