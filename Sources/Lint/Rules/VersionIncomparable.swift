import Catalog
import Diagnostics

extension Rule {
    static let versionIncomparable = Rule(
        "MU052", "version-incomparable", .warning,
        finds: "Two versions of a template of which neither is newer to Rancher, though their texts differ.",
        because: "Neither is then offered as an upgrade of the other, so whoever runs the first stays there.",
        example: .versions(
            ["0": ["version: 1.0.0"], "1": ["version: 1.0-0"]], shown: "1", better: ["version: 1.0.1"]),
        check: .template { template, rule in
            let selection = VersionSelection(of: template.template)
            let pairs = VersionPairs.incomparable(template.servedVersions, limit: CappedDiagnostics.mostOfAKind)
            let found = pairs.first.map { finding($0.later, $0.earlier, in: selection, rule) }
            let rest = pairs.count - found.count
            guard rest > 0 else { return found }
            let more = "neither is newer to Rancher in \(rest) more pairs of versions"
            return found + [rule.finding(more, at: .wholeFile(template.folder))]
        })

    private static func finding(
        _ version: LintVersion, _ earlier: LintVersion, in selection: VersionSelection, _ rule: Rule
    ) -> Diagnostic {
        rule.finding(
            selection.standing(of: version.version, from: earlier.version)
                .explanation(of: version.version, from: earlier.version, rancherVersion: ""),
            at: version.blockLocation("version"),
            related: [RelatedLocation("the other version", at: earlier.blockLocation("version"))],
            help: "give the later one a greater number")
    }
}
