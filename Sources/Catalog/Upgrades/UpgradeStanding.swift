public import Versions

/// Whether a version is offered as an upgrade of another, and if not, why.
///
/// Where several things stand in the way, the first of the order below is said. What stands first cannot be mended at
/// the places named by what stands later: a folder that another one stands for is never offered, whatever its window; an
/// older version is no upgrade, whatever its range.
public enum UpgradeStanding: Sendable, Hashable {
    /// It is offered.
    case offered
    /// Another folder gives the same version text and stands for it; `by` is the last part of that one's id.
    case superseded(by: String)
    /// It is the version itself.
    case same
    /// The version to upgrade is the newer one.
    case older
    /// Both are the same to Rancher's order: they differ in a leading `v`, behind `+`, or in `.` and `-`.
    case equal
    /// The texts differ, and yet neither is newer in Rancher's order.
    case incomparable
    /// It does not work with the asking server. Empty bounds are open.
    case outsideWindow(minimum: String, maximum: String)
    /// Its `upgrade_from` cannot be read, so nothing is upgraded to it.
    case unreadableRange(String)
    /// Its `upgrade_from` takes strict SemVer alone, and the version to upgrade is none.
    case unreadableVersion(range: String)
    /// Its `upgrade_from` does not take the version to upgrade.
    case upgradeFromExcludes(range: String)

    /// Whether it is offered.
    public var isOffered: Bool { self == .offered }

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .offered: "offered"
        case .superseded: "superseded"
        case .same: "same"
        case .older: "older"
        case .equal: "equal"
        case .incomparable: "incomparable"
        case .outsideWindow: "outside-window"
        case .unreadableRange: "unreadable-range"
        case .unreadableVersion: "unreadable-version"
        case .upgradeFromExcludes: "upgrade-from-excludes"
        }
    }
}

extension UpgradeStanding {
    /// What is so for every version of this standing, without their names: `for Rancher v1.6.15-rc1 and later`.
    public var reason: String {
        switch self {
        case .offered: "offered"
        case .superseded(let successor): "replaced by \(successor), which says the same version"
        case .same: "the version itself"
        case .older: "older"
        case .equal: "the same version to Rancher"
        case .incomparable: "neither newer nor older to Rancher"
        case .outsideWindow(let minimum, let maximum):
            RancherWindow(minimum: minimum, maximum: maximum).phrase ?? "for any Rancher version"
        case .unreadableRange(let range): "upgrade_from '\(range)' cannot be read"
        case .unreadableVersion(let range): "for upgrades from '\(range)', which takes versions of the form 1.2.3 alone"
        case .upgradeFromExcludes(let range): "for upgrades from '\(range)'"
        }
    }

    /// A sentence for people, which says what an author or an operator can act on.
    ///
    /// - Parameters:
    ///   - target: the version that this is the standing of.
    ///   - version: the version to upgrade.
    ///   - rancherVersion: the asking server's version; empty when it did not say.
    public func explanation(
        of target: TemplateVersion, from version: TemplateVersion, rancherVersion: String
    ) -> String {
        let (target, version) = (target.label, version.label)
        switch self {
        case .offered: return "\(version) can be upgraded to \(target)"
        case .superseded(let successor):
            return "\(target) is not offered: \(successor) says the same version and stands for it"
        case .same: return "\(target) is the version itself"
        case .older: return "\(target) is older than \(version)"
        case .equal: return "\(target) and \(version) are the same version to Rancher"
        case .incomparable: return "neither of \(target) and \(version) is newer to Rancher"
        case .outsideWindow:
            return "\(target) is \(reason)" + (rancherVersion.isEmpty ? "" : "; this is \(rancherVersion)")
        case .unreadableRange: return "nothing is upgraded to \(target): its \(reason)"
        case .unreadableVersion(let range):
            return "\(target) is for upgrades from '\(range)', and \(version) is no version of the form 1.2.3"
        case .upgradeFromExcludes(let range):
            return "\(target) is for upgrades from '\(range)', which leaves out \(version)"
        }
    }
}

extension TemplateVersion {
    /// The version's text with the last part of its id where that says something else: `1.2.3 (:18)`.
    package var label: String { idSuffix == version ? version : "\(version) (:\(idSuffix))" }

    /// The Rancher versions that it works with.
    public var window: RancherWindow { RancherWindow(minimum: minimumRancherVersion, maximum: maximumRancherVersion) }
}

extension RancherWindow {
    /// The window in words, `for Rancher v1.5.0 and later`; nil when both bounds are open.
    public var phrase: String? {
        switch (minimum.isEmpty, maximum.isEmpty) {
        case (true, true): nil
        case (false, true): "for Rancher \(minimum) and later"
        case (true, false): "for Rancher up to \(maximum)"
        case (false, false): "for Rancher \(minimum) to \(maximum)"
        }
    }
}
