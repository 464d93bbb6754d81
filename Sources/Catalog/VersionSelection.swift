import Versions

/// Which versions of a template a Rancher server may see, which of them is offered first, and which is an upgrade of
/// which: the one place that decides it, for the API and for every other surface.
///
/// Two folders may give the same version text. The reference then answers with either, differently from run to run;
/// here the folder with the greater revision stands for the text everywhere (a folder named by a version counts as
/// the least), and of equals the later one in the walk.
///
/// Whether one version is an upgrade of another, and why not, is an ``UpgradeStanding``.
public struct VersionSelection: Sendable, Hashable {
    /// The versions in range, one a version text, in the order of the walk.
    public let visible: [TemplateVersion]
    /// The text of the version offered first. Under the reference's rule it may name a version that is not visible; where
    /// there is no version at all, it is what the template names.
    public let defaultVersion: String
    /// The version that ``defaultVersion`` names; nil when there is none of this text.
    public let defaultTarget: TemplateVersion?
    /// The asking server's version; empty when it did not say.
    public let rancherVersion: String
    /// One version a version text, whatever its window, and where each text stands among them.
    private let distinct: [TemplateVersion]
    private let positions: [String: Int]

    /// The selection for a Rancher server.
    ///
    /// - Parameters:
    ///   - rancherVersion: the asking server's version; empty when it did not say, then every version is visible.
    ///   - referenceDefaults: whether the default is the reference's: the one the template names if there is one of that
    ///     text, else the highest, whether the asking server can use it or not. Otherwise a default that the server
    ///     cannot use is replaced by the highest version that it can.
    public init(of template: Template, rancherVersion: String = "", referenceDefaults: Bool = false) {
        (distinct, positions) = Self.distinct(template.versions)
        var windows = WindowFilter(rancherVersion: rancherVersion)
        visible = rancherVersion.isEmpty ? distinct : distinct.filter { windows.admits($0) }
        self.rancherVersion = rancherVersion
        let named = template.defaultVersion
        let candidates = referenceDefaults ? distinct : visible
        defaultTarget = candidates.first { $0.version == named } ?? Self.highest(candidates)
        defaultVersion = defaultTarget?.version ?? named
    }

    /// The highest visible version: by ``FallbackOrder``, as the default is chosen where the template names none, since
    /// Rancher's own order has loops and so need not have a highest. Of equals the last in the walk; nil for no version.
    public var latest: TemplateVersion? { Self.highest(visible) }

    /// What is offered of every version; made at each call, for many versions.
    public var offers: UpgradeOffers { offers(distinct, positions) }

    private func offers(_ distinct: [TemplateVersion], _ positions: [String: Int]) -> UpgradeOffers {
        let seen = Set(visible.map(\.folderName))
        return UpgradeOffers(
            distinct, positions, isVisible: { seen.contains($0.folderName) }, defaultVersion: defaultVersion)
    }

    /// What is offered of one version, which need not be one of the template.
    private func offers(of version: TemplateVersion) -> UpgradeOffers {
        if positions[version.version] != nil { return offers }
        var known = positions
        known[version.version] = distinct.count
        return offers(distinct + [version], known)
    }

    /// The visible versions that `version` may be upgraded to: those greater in Rancher's order, whose range (if
    /// they have one) takes `version`. In the order of the walk.
    public func upgrades(from version: TemplateVersion) -> [TemplateVersion] {
        offers(of: version).upgrades(from: version)
    }

    /// Whether `target` is offered as an upgrade of `version`, and if not, why. Both are versions of the template.
    public func standing(of target: TemplateVersion, from version: TemplateVersion) -> UpgradeStanding {
        table(of: [target, version]).standing(of: 0, from: 1)
    }

    /// Versions of the template as what each other may be upgraded to.
    func table(of versions: [TemplateVersion]) -> UpgradeTable {
        UpgradeTable(versions, isVisible: isVisible) { version in
            let chosen = positions[version.version].map { distinct[$0] }
            return chosen.flatMap { $0.folderName == version.folderName ? nil : $0.idSuffix }
        }
    }

    /// Whether the asking server is in the version's window.
    package func isVisible(_ version: TemplateVersion) -> Bool { version.window.contains(rancherVersion) }

    /// The one of ``upgrades(from:)`` to offer first: the default version if it is among them, else the highest.
    public func defaultUpgrade(from version: TemplateVersion) -> TemplateVersion? {
        offers(of: version).defaultUpgrade(from: version)
    }

    private static func highest(_ versions: [TemplateVersion]) -> TemplateVersion? {
        FallbackOrder.highest(of: versions.map(\.version)).map { versions[$0] }
    }

    private static func distinct(
        _ versions: [TemplateVersion]
    ) -> (versions: [TemplateVersion], positions: [String: Int]) {
        var positions: [String: Int] = [:]
        var distinct: [TemplateVersion] = []
        for version in versions {
            guard let position = positions[version.version] else {
                positions[version.version] = distinct.count
                distinct.append(version)
                continue
            }
            if version.precedenceAmongEqualTexts >= distinct[position].precedenceAmongEqualTexts {
                distinct[position] = version
            }
        }
        return (distinct, positions)
    }
}

extension TemplateVersion {
    /// Orders versions of one text: see ``VersionSelection``.
    fileprivate var precedenceAmongEqualTexts: Int { revision ?? Int.min }
}

extension Template {
    /// The version that the last part of an id names: by its revision (`0`, but also `00` and `+0`, as the reference
    /// reads numbers), else by its text.
    public func version(named suffix: String) -> TemplateVersion? {
        if let revision = Int(suffix), let version = versions.first(where: { $0.revision == revision }) {
            return version
        }
        return versions.lazy.filter { $0.version == suffix }.reduce(nil) { best, version in
            guard let best, best.precedenceAmongEqualTexts > version.precedenceAmongEqualTexts else { return version }
            return best
        }
    }
}
