import Catalog
import Diagnostics

extension Rule {
    static let versionDuplicate = Rule(
        "MU051", "version-duplicate", .warning,
        finds: "Two folders of a template that give one version text.",
        because:
            "Rancher answers with either folder, differently from run to run, and neither is an upgrade of the other.",
        example: .versions(
            ["0": ["version: 1.0.0"], "1": ["version: 1.0.0"]], shown: "1", better: ["version: 1.1.0"]),
        check: .template { template, rule in
            let served = Dictionary(
                template.servedVersions.map { ($0.version.version, $0) }, uniquingKeysWith: { first, _ in first })
            return template.versions.compactMap { version in
                let text = version.version.version
                guard let other = served[text], other.folder != version.folder else { return nil }
                return rule.finding(
                    "the version \"\(text)\" is also that of the folder \(other.version.folderName)",
                    at: version.blockLocation("version"),
                    related: [RelatedLocation("which stands for it here", at: other.blockLocation("version"))],
                    help: "give each folder a version of its own")
            }
        })
}
