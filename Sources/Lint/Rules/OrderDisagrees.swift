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
            let order = RancherOrderTable(read.map(\.version.version.version))
            return read.indices.compactMap { one in
                let newerToRancher = read.indices.filter { other in
                    order.isGreater(other, than: one) && read[other].semantic < read[one].semantic
                }
                guard let first = newerToRancher.first else { return nil }
                let texts = newerToRancher.suffix(5).map { read[$0].version.version.version }.joined(separator: ", ")
                let version = read[one].version
                return rule.finding(
                    "to Rancher, the version \"\(version.version.version)\" is older than \(texts)",
                    at: version.blockLocation("version"),
                    related: [
                        RelatedLocation(
                            "older by Semantic Versioning", at: read[first].version.blockLocation("version"))
                    ],
                    help: "raise a number for each version, and leave names behind - to previews")
            }
        })
}
