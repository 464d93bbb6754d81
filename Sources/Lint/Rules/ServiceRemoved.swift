import Catalog
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
                guard let old = older.facts?.get(), let new = newer.facts?.get(), let services = new.services else {
                    return []
                }
                // By bytes, as compose documents tell names apart.
                let names = Set(services.map { Array($0.name.utf8) })
                return (old.services ?? []).filter { !names.contains(Array($0.name.utf8)) }.map { service in
                    rule.finding(
                        "the service \(service.name) of \(older.version.version) is gone",
                        at: .wholeFile(new.composePath ?? newer.folder),
                        related: [RelatedLocation("it is here", at: service.location)])
                }
            }
        })

    private static let both = "web:\n  image: example/web:1.0.0\nlog:\n  image: example/log:1.0.0\n"
}
