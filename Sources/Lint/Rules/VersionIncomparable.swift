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
            let graph = UpgradeGraph(of: template.template)
            let versions = template.servedVersions
            return versions.indices.flatMap { index in
                versions[..<index].compactMap { earlier in
                    incomparable(versions[index], earlier, in: graph, rule)
                }
            }
        })

    private static func incomparable(
        _ version: LintVersion, _ earlier: LintVersion, in graph: UpgradeGraph, _ rule: Rule
    ) -> Diagnostic? {
        switch graph.standing(of: version.version, from: earlier.version) {
        case .incomparable, .equal:
            rule.finding(
                graph.explanation(of: version.version, from: earlier.version),
                at: version.blockLocation("version"),
                related: [RelatedLocation("the other version", at: earlier.blockLocation("version"))],
                help: "give the later one a greater number")
        default: nil
        }
    }
}
