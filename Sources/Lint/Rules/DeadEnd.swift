import Catalog
import Diagnostics
import Versions

extension Rule {
    static let deadEnd = Rule(
        "MU054", "dead-end", .warning,
        finds: "A version that no upgrade leads away from, though the servers that see it also see newer ones.",
        because: "Stacks of that version stay on it for good: Rancher never shows them an upgrade.",
        example: .versions(
            ["0": ["version: 0.9.0"], "1": ["version: 1.0.0", "upgrade_from: '>=0.9.5'"]], shown: "1",
            better: ["version: 1.0.0", "upgrade_from: '>=0.9.0'"]),
        check: .template { template, rule in
            let servers = template.selections.get().map { selection in
                (selection: selection, offers: selection.offers, seen: Set(selection.visible.map(\.folderName)))
            }
            return template.servedVersions.compactMap { version in
                guard version.version.version != template.template.defaultVersion else { return nil }
                let own = servers.filter { $0.seen.contains(version.version.folderName) }
                guard !own.contains(where: { $0.offers.hasUpgrade(from: version.version) }) else { return nil }
                return own.lazy.compactMap { deadEnd(version, seenBy: $0.selection, rule) }.first
            }
        })

    private static func deadEnd(_ version: LintVersion, seenBy selection: VersionSelection, _ rule: Rule) -> Diagnostic?
    {
        let candidates = selection.visible.filter { !$0.takesNoUpgrade }
        let order = RancherOrderTable([version.version.version] + candidates.map(\.version))
        let meant = candidates.indices.filter { order.isGreater($0 + 1, than: 0) }.map { candidates[$0] }
        guard !meant.isEmpty else { return nil }
        return rule.finding(
            "no upgrade leads away from the version \"\(version.version.version)\"",
            at: version.blockLocation("version"),
            notes: meant.suffix(3).map { target in
                selection.standing(of: target, from: version.version)
                    .explanation(of: target, from: version.version, rancherVersion: selection.rancherVersion)
            },
            help: "let the upgrade_from of a newer version take it")
    }
}
