import Versions

/// A version in the rule of upgrades, taken apart once to be compared with many others.
///
/// ``standing(from:)`` is the rule, and the only copy of it.
struct UpgradeCandidate: Sendable {
    private enum Range: Sendable {
        case any
        case readable(UpgradeRange)
        case unreadable
    }

    let version: TemplateVersion
    private let parts: RancherOrder.Parts
    private let range: Range
    private let isVisible: Bool
    private let successor: String?

    /// A version of a template.
    ///
    /// - Parameters:
    ///   - isVisible: whether the asking server is in its window.
    ///   - successor: the last part of the id of the version that stands for its text; nil when it does itself.
    init(_ version: TemplateVersion, isVisible: Bool = true, successor: String? = nil) {
        self.version = version
        self.isVisible = isVisible
        self.successor = successor
        parts = RancherOrder.Parts(of: version.version)
        if version.upgradeFrom.isEmpty {
            range = .any
        } else {
            range = (try? UpgradeRange(parsing: version.upgradeFrom)).map { .readable($0) } ?? .unreadable
        }
    }

    /// How this version stands to another as its upgrade: the first of ``UpgradeStanding``'s order that is so.
    func standing(from other: UpgradeCandidate) -> UpgradeStanding {
        if let successor { return .superseded(by: successor) }
        if isSameFolder(as: other) { return .same }
        if !parts.isGreater(than: other.parts) { return standing(notGreaterThan: other) }
        if !isVisible {
            return .outsideWindow(minimum: version.minimumRancherVersion, maximum: version.maximumRancherVersion)
        }
        return rangeStanding(from: other.version.version)
    }

    /// Whether it is newer than another in Rancher's order.
    func isGreater(than other: UpgradeCandidate) -> Bool { parts.isGreater(than: other.parts) }

    private func isSameFolder(as other: UpgradeCandidate) -> Bool {
        version.folderName == other.version.folderName && version.version == other.version.version
    }

    private func standing(notGreaterThan other: UpgradeCandidate) -> UpgradeStanding {
        if other.parts.isGreater(than: parts) { return .older }
        return parts.isSame(as: other.parts) ? .equal : .incomparable
    }

    private func rangeStanding(from text: String) -> UpgradeStanding {
        guard case .readable(let range) = range else {
            if case .any = range { return .offered }
            return .unreadableRange(version.upgradeFrom)
        }
        do {
            return try range.contains(text) ? .offered : .upgradeFromExcludes(range: version.upgradeFrom)
        } catch {
            return .unreadableVersion(range: version.upgradeFrom)
        }
    }
}
