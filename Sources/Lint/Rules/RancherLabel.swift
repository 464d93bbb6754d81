import Compiler
import Compose
import Diagnostics

extension Rule {
    static let rancherLabel = Rule(
        "MU022", "rancher-label", .warning,
        finds: "A label of Rancher's that is misspelt, or has a value that it does not take.",
        because: "Rancher ignores it without a word: a service that should run on every host runs on one.",
        example: .web(
            "docker-compose.yml", labelled("scheduler.gobal"), better: labelled("scheduler.global")),
        check: .version { version, rule in
            guard let stack = version.mergedStack else { return [] }
            return stack.members.flatMap { $0.value["labels"]?.map?.members ?? [] }.compactMap { label -> Diagnostic? in
                guard label.key.hasPrefix(prefix) else { return nil }
                let place = stack.location(label.keyOrigin)
                if let meant = RancherLabels.misspelt(label.key) {
                    return rule.finding(
                        "Rancher knows no label \(label.key)", at: place, help: "did you mean \(meant)?")
                }
                if RancherLabels.isUnknownToScheduler(label.key) {
                    return rule.finding(
                        "Rancher's scheduler knows no label \(label.key)", at: place,
                        help: NearestName.to(label.key, in: RancherLabels.known).map { "did you mean \($0)?" })
                }
                if let value = label.value.string, RancherLabels.isNoPair(value, of: label.key) {
                    return rule.finding(
                        "the label \(label.key) does not take \"\(value)\"", at: place,
                        help: "it takes NAME=VALUE, and several of them with commas between")
                }
                guard let takes = RancherLabels.values[label.key], let value = label.value.string,
                    !takes.contains(value.lowercased())
                else { return nil }
                return rule.finding(
                    "the label \(label.key) does not take \"\(value)\"", at: place,
                    help: "it takes \(takes.joined(separator: " or "))")
            }
        })

    private static let prefix = "io.rancher."

    private static func labelled(_ name: String) -> String {
        "web:\n  image: example/web:1.0.0\n  labels:\n    io.rancher.\(name): 'true'\n"
    }
}
