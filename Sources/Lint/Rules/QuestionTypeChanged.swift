import Catalog
import Diagnostics

extension Rule {
    static let questionTypeChanged = Rule(
        "MU079", "question-type-changed", .warning,
        finds: "A question that takes another kind of answer than in the version before.",
        because: "An upgrade brings the old answer along, and the new question may not take it.",
        example: .upgrade(
            "rancher-compose.yml", from: asking("string"), to: asking("int"), better: asking("multiline")),
        check: .template { template, rule in
            template.upgrades.flatMap { older, newer in
                let before = Dictionary(older.asked.map { ($0.question.variable, $0) }) { first, _ in first }
                return newer.asked.compactMap { asked -> Diagnostic? in
                    guard let old = before[asked.question.variable], !takes(asked.type, answersOf: old.type) else {
                        return nil
                    }
                    return rule.finding(
                        "\(asked.title) is of type \(asked.type) and was \(old.type) in \(older.version.version)",
                        at: asked.location("type"), related: [RelatedLocation("asked here", at: old.location("type"))],
                        help: "give the new question another variable")
                }
            }
        })

    /// Whether a question of one type takes every answer to one of another: a text takes anything.
    private static func takes(_ type: String, answersOf old: String) -> Bool {
        let parted: Set<String> = ["boolean", "certificate", "date", "float", "int", "secret", "service"]
        return type == old || !parted.contains(type) || type == "float" && old == "int"
    }

    private static func asking(_ type: String) -> String {
        ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - {variable: NAME, type: \(type), default: 1}\nweb:\n  scale: 1\n"
    }
}
