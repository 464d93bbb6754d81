import Catalog
import Diagnostics

extension Rule {
    static let newRequiredQuestion = Rule(
        "MU012", "new-required-question", .warning,
        finds: "A question that must be answered, has no default, and that the version before did not ask.",
        because:
            "A stack of that version cannot be upgraded without somebody to answer; upgrades by themselves leave it empty.",
        example: .upgrade(
            "rancher-compose.yml", from: asking(""), to: asking("  - {variable: SIZE, required: true}\n"),
            better: asking("  - {variable: SIZE, required: true, default: a}\n")),
        check: .template { template, rule in
            template.upgrades.flatMap { older, newer in
                let known = Set(older.asked.map(\.question.variable))
                return newer.asked.filter {
                    $0.question.required && $0.question.defaultAnswer.isEmpty && $0.type != "boolean"
                        && !known.contains($0.question.variable)
                }.map { asked in
                    rule.finding(
                        "\(asked.title) must be answered, has no default, and \(older.version.version) did not ask it",
                        at: asked.place, help: "give it a default")
                }
            }
        })

    private static func asking(_ question: String) -> String {
        ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - {variable: NAME, default: a}\n\(question)web:\n  scale: 1\n"
    }
}
