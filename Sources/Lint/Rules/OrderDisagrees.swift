import Catalog
import Diagnostics
import Versions

extension Rule {
    static let orderDisagrees = Rule(
        "MU010", "order-disagrees", .note,
        finds: "A version that is newer than another by Semantic Versioning, and older in Rancher's own order.",
        because: """
            Rancher offers upgrades by its own order: it reads 1.0.0-rancher1 as newer than 1.0.0. Everybody else reads the pair the other way
            round.
            """,
        example: .versions(
            ["0": ["version: 1.0.0"], "1": ["version: 1.0.0-1"]], shown: "1", better: ["version: 1.0.1"]),
        check: .template { template, rule in
            let read = template.servedVersions.compactMap { version in
                version.version.semanticVersion.map { (version: version, semantic: $0) }
            }
            return read.compactMap { one in
                let newerToRancher = read.filter { other in
                    other.semantic < one.semantic
                        && RancherOrder.isGreater(other.version.version.version, than: one.version.version.version)
                }
                guard let first = newerToRancher.first else { return nil }
                let texts = newerToRancher.suffix(5).map(\.version.version.version).joined(separator: ", ")
                return rule.finding(
                    "to Rancher, the version \"\(one.version.version.version)\" is older than \(texts)",
                    at: one.version.blockLocation("version"),
                    related: [
                        RelatedLocation("older by Semantic Versioning", at: first.version.blockLocation("version"))
                    ],
                    help: "raise a number for each version, and leave names behind - to previews")
            }
        })
}
