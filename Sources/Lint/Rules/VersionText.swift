import Catalog
import Diagnostics
import YAML

extension Rule {
    static let versionText = Rule(
        "MU007", "version-text", .error,
        finds:
            "A version that is missing, that YAML changes (1.10 is read as 1.1), or that stands in a folder which is not served.",
        because:
            "A version without a text is not served at all. One that YAML changes is served under another text than its author wrote.",
        example: .web(
            "rancher-compose.yml", ".catalog:\n  name: Web\n  version: 1.0\n",
            better: ".catalog:\n  name: Web\n  version: 1.0.0\n"),
        fix: .needsReview,
        check: .template { template, _ in
            let found = template.template.diagnostics
            let changed = found.filter { $0.code == .scalarChanged }
            let versions = changed.isEmpty ? [] : versionPlaces(of: template)
            return found.filter { [.versionMissing, .versionFolderName, .revisionTwice].contains($0.code) }
                + changed.filter { versions.contains($0.location) }
        })

    private static let versionKeys = [
        "version", "default_version", "defaultVersion", "upgrade_from", "minimum_rancher_version",
        "maximum_rancher_version",
    ]

    /// Where the template's files write versions.
    private static func versionPlaces(of template: LintTemplate) -> Set<SourceLocation> {
        let config = versionKeys.compactMap { template.config?.root?[$0] }.map { template.location($0) }
        let blocks = template.changedVersions.flatMap { version in
            versionKeys.compactMap { version.block?[$0] }.map { version.location($0) }
        }
        return Set(config + blocks)
    }
}
