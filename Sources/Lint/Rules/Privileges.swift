import Compiler
import Compose
import Diagnostics

extension Rule {
    static let privileges = Rule(
        "MU020", "privileges", .warning,
        finds:
            "A service that is privileged, shares the host's network, processes or memory, may administer it, or reaches Docker's socket.",
        because:
            "Whoever breaks into it has the host. Some infra services need it; a catalog for others may want to know them all.",
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:1.0.0\n  privileged: true\n",
            better: "web:\n  image: example/web:1.0.0\n"),
        isOptIn: true,
        check: .version { version, rule in
            guard let stack = version.mergedStack else { return [] }
            return stack.members.flatMap { member in
                rights(of: member.value).map { right, origin in
                    rule.finding("the service \(member.key) \(right)", at: stack.location(origin))
                }
            }
        })

    private static func rights(of options: ComposeValue) -> [(String, Origin)] {
        var rights: [(String, Origin)] = []
        if let value = options["privileged"], case .boolean(true) = value.content {
            rights.append(("is privileged", value.origin))
        }
        if let value = options["network_mode"], value.string == "host" {
            rights.append(("shares the host's network", value.origin))
        }
        if let value = options["pid"], value.string == "host" {
            rights.append(("shares the host's processes", value.origin))
        }
        if let value = options["ipc"], value.string == "host" {
            rights.append(("shares the host's memory", value.origin))
        }
        rights += (options["cap_add"]?.list ?? []).filter { ["ALL", "SYS_ADMIN"].contains($0.string?.uppercased()) }.map
        {
            ("may administer the host with \($0.string ?? "")", $0.origin)
        }
        let mounts = options["volumes"]?.list ?? []
        rights += mounts.filter { ($0.string ?? "").contains("docker.sock") }.map {
            ("mounts Docker's socket", $0.origin)
        }
        return rights
    }
}
