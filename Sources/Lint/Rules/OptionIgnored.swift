import Compiler
import Compose
import Diagnostics

extension Rule {
    static let optionIgnored = Rule(
        "MU015", "option-ignored", .warning,
        finds: "A key of a compose file that nothing reads: at its top, in a health check, in a load balancer's rules.",
        because: """
            Rancher refuses unknown options of a service, but passes over what is unknown inside of them: a health check whose interval is
            misspelt runs with another one, and nobody is told.
            """,
        example: .web(
            "rancher-compose.yml", checked("intervall"), better: checked("interval")),
        check: .version { version, rule in
            guard let stack = version.compilation?.stack else { return [] }
            let documents = [stack.files.dockerCompose, stack.files.rancherCompose].compactMap(\.self)
            let keys = documents.flatMap(\.ignoredKeys)
            return rule.findings(about: keys, at: { stack.location($0.origin) }) { ignored, place in
                let near = inSnakeCase(ignored) ?? NearestName.to(ignored.key, in: ignored.known)
                return rule.finding(
                    "nothing reads the key \"\(ignored.key)\" in \(ignored.level)", at: place,
                    help: near.map { "did you mean \"\($0)\"?" })
            }
        })

    /// The key that is meant by one in camel case, as Rancher's API writes them: `blockDevicePath`.
    private static func inSnakeCase(_ ignored: IgnoredKey) -> String? {
        ignored.known.first { $0.filter { $0 != "_" } == ignored.key.lowercased() }
    }

    private static func checked(_ key: String) -> String {
        """
        .catalog:
          name: Web
          version: 1.0.0
        web:
          health_check:
            port: 80
            \(key): 2000

        """
    }
}
