import Catalog
import Diagnostics

extension Rule {
    static let newRequiredQuestion = Rule(
        "MU012", "new-required-question", .warning,
        finds:
            "A question that must be answered and has no default, where the version before did not ask it or needed no answer.",
        because:
            "A stack of that version cannot be upgraded without somebody to answer; upgrades by themselves leave it empty.",
        example: .upgrade(
            "rancher-compose.yml", from: asking(""), to: asking("  - {variable: SIZE, required: true}\n"),
            better: asking("  - {variable: SIZE, required: true, default: a}\n")),
        check: .template { template, rule in
            template.upgrades.flatMap { older, newer in
                let known = Dictionary(older.asked.map { ($0.question.variable, $0.question) }) { first, _ in first }
                return newer.asked.filter {
                    $0.question.required && $0.question.defaultAnswer.isEmpty && $0.type != "boolean"
                        && !isAnswered(known[$0.question.variable])
                }.map { asked in
                    let before = known[asked.question.variable] == nil ? "did not ask it" : "needed no answer"
                    return rule.finding(
                        "\(asked.title) must be answered, has no default, and \(older.version.version) \(before)",
                        at: asked.place, help: "give it a default")
                }
            }
        })

    /// Whether stacks of the version before have an answer to a question of it.
    private static func isAnswered(_ question: Question?) -> Bool {
        question.map { $0.required || !$0.defaultAnswer.isEmpty } ?? false
    }

    private static func asking(_ question: String) -> String {
        ".catalog:\n  name: Web\n  version: 1.0.0\n  questions:\n  - {variable: NAME, default: a}\n\(question)web:\n  scale: 1\n"
    }
}
