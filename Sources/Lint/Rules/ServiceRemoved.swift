import Catalog
import Compiler
import Compose
import Diagnostics

extension Rule {
    static let serviceRemoved = Rule(
        "MU080", "service-removed", .note,
        finds: "A service that the version before has and this one has not.",
        because:
            "Rancher does not stop services that a new version leaves out: the old one runs on in every upgraded stack.",
        example: .upgrade(
            "docker-compose.yml", from: both, to: "web:\n  image: example/web:1.0.0\n", better: both),
        check: .template { template, rule in
            template.upgrades.flatMap { older, newer -> [Diagnostic] in
                guard let old = older.mergedStack, let new = newer.mergedStack else { return [] }
                return old.project.services.members.filter { new.project.services[$0.key] == nil }.map { member in
                    rule.finding(
                        "the service \(member.key) of \(older.version.version) is gone",
                        at: .wholeFile(newer.composePath),
                        related: [RelatedLocation("it is here", at: old.files.rendered.location(of: member.keyOrigin))])
                }
            }
        })

    private static let both = "web:\n  image: example/web:1.0.0\nlog:\n  image: example/log:1.0.0\n"
}
