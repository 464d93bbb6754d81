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
            let selections = template.selections.get()
            return template.servedVersions.compactMap { version in
                guard version.version.version != template.template.defaultVersion else { return nil }
                let own = selections.filter { $0.visible.contains { $0.folderName == version.version.folderName } }
                guard own.allSatisfy({ $0.upgrades(from: version.version).isEmpty }) else { return nil }
                return own.lazy.compactMap { deadEnd(version, seenBy: $0, rule) }.first
            }
        })

    private static func deadEnd(_ version: LintVersion, seenBy selection: VersionSelection, _ rule: Rule) -> Diagnostic?
    {
        let newer = selection.visible.filter { RancherOrder.isGreater($0.version, than: version.version.version) }
        let meant = newer.filter { !$0.takesNoUpgrade }
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
