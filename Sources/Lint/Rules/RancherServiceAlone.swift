import Compiler
import Compose
import Diagnostics

extension Rule {
    static let rancherServiceAlone = Rule(
        "MU082", "rancher-service-alone", .warning,
        finds: "A service in rancher-compose.yml that docker-compose.yml has not.",
        because:
            "Its scale and health check belong to nothing: mostly a service that was renamed in one of both files.",
        example: .web(
            "rancher-compose.yml", scaled("wbe"), better: scaled("web")),
        check: .version { version, rule in
            guard let stack = version.compilation?.stack, let rancher = stack.files.rancherCompose,
                let docker = stack.files.dockerCompose
            else { return [] }
            let names = (docker.services.members + docker.containers.members).map(\.key)
            let known = Set(names)
            let alone = rancher.services.members.filter { !known.contains($0.key) && $0.value["image"] == nil }
            return rule.findings(about: alone, at: { stack.location($0.keyOrigin) }) { member, place in
                rule.finding(
                    "docker-compose.yml has no service \(member.key)", at: place,
                    help: NearestName.to(member.key, in: names).map { "did you mean \($0)?" })
            }
        })

    private static func scaled(_ name: String) -> String {
        ".catalog:\n  name: Web\n  version: 1.0.0\n\(name):\n  scale: 2\n"
    }
}
