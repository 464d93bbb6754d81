import Catalog
import Diagnostics
import Versions

extension Rule {
    static let revisionOrder = Rule(
        "MU064", "revision-order", .note,
        finds: "A folder with a greater number than all before it whose version is older than one of theirs.",
        because:
            "Rancher goes by the versions alone: what was published last is not what is offered. A slip of the keyboard looks the same.",
        example: .versions(
            ["0": ["version: 1.0.0"], "1": ["version: 0.10.0"]], shown: "1", better: ["version: 1.1.0"]),
        check: .template { template, rule in
            let versions = template.servedVersions.filter { $0.version.revision != nil }
                .sorted { ($0.version.revision ?? 0) < ($1.version.revision ?? 0) }
            return zip(versions, versions.dropFirst()).compactMap { before, version in
                let (older, newer) = (version.version.version, before.version.version)
                guard RancherOrder.isGreater(newer, than: older) else { return nil }
                return rule.finding(
                    "the version \"\(older)\" is older than \"\(newer)\" in the folder before it",
                    at: version.blockLocation("version"),
                    related: [RelatedLocation("the folder before it", at: before.blockLocation("version"))])
            }
        })
}
