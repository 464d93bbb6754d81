import Compiler
import Compose
import Diagnostics

extension Rule {
    static let serviceUnknown = Rule(
        "MU017", "service-unknown", .warning,
        finds:
            "A link, depends_on, volumes_from, network_mode or load balancer target that names no service of the stack.",
        because: "Rancher refuses the stack, or starts it without what the service needs to find.",
        example: .web(
            "docker-compose.yml", linked("wbe"), better: linked("web"),
            ["rancher-compose.yml": ".catalog:\n  name: Web\n  version: 1.0.0\nlog:\n  scale: 1\n"]),
        check: .version { version, rule in
            guard let stack = version.mergedStack else { return [] }
            let names = stack.members.map(\.key)
            let unknown = stack.members.flatMap { member in
                ServiceReference.all(of: member).filter { !$0.isElsewhere && !stack.has($0.name) }.map {
                    (service: member.key, reference: $0)
                }
            }
            return rule.findings(about: unknown, at: { stack.location($0.reference.origin) }) { use, place in
                let reference = use.reference
                return rule.finding(
                    "\(reference.kind) of \(use.service) names \(reference.name), which is no service of the stack",
                    at: place, help: NearestName.to(reference.name, in: names).map { "did you mean \($0)?" })
            }
        })

    private static func linked(_ name: String) -> String {
        "web:\n  image: example/web:1.0.0\nlog:\n  image: example/log:1.0.0\n  links:\n  - \(name):web\n"
    }
}
