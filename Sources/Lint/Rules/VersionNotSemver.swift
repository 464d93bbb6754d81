import Catalog
import Diagnostics
import Versions

extension Rule {
    static let versionNotSemver = Rule(
        "MU050", "version-not-semver", .warning,
        finds: "A version that is none of Semantic Versioning: 17.07, 1.2.3.4, edge.",
        because: """
            No upgrade_from takes such a version, whatever it says, so nothing that has one is ever upgraded from it. Where config.yml names no
            default, it counts as 0.0.0.
            """,
        example: .web(
            "rancher-compose.yml", ".catalog:\n  name: Web\n  version: '1.0'\n",
            better: ".catalog:\n  name: Web\n  version: 1.0.0\n"),
        check: .version { version, rule in
            let text = version.version.version
            guard version.version.semanticVersion == nil else { return [] }
            return [
                rule.finding(
                    "the version \"\(text)\" is not of the form 1.2.3 or 1.2.3-name",
                    at: version.blockLocation("version"), help: "write three numbers, without zeros before them")
            ]
        })
}

extension TemplateVersion {
    /// The version as Semantic Versioning reads it, a leading `v` aside; nil when it does not.
    var semanticVersion: SemanticVersion? {
        SemanticVersion(parsing: version.hasPrefix("v") ? version.dropFirst() : version[...])
    }
}
