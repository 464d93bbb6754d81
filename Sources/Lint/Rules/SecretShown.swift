import Catalog
import Diagnostics

extension Rule {
    static let secretShown = Rule(
        "MU013", "secret-shown", .warning,
        finds: "A question for a secret, by its variable's name, that is asked as plain text.",
        because: "The UI shows the secret while it is typed, and ever after on the upgrade page.",
        example: .asking(
            "{variable: ANSWER, default: a}", "{variable: DB_PASSWORD, type: string}",
            better: "{variable: ANSWER, default: a}", "{variable: DB_PASSWORD, type: password}"),
        fix: .needsReview,
        check: .version { version, rule in
            version.asked.filter {
                $0.type == "string" && Secrecy.looksSecret($0.question.variable)
            }.map { asked in
                let fix = asked.field("type").map { _ in
                    Fix(
                        "ask for a password", safety: .needsReview, at: asked.location("type"),
                        replacement: "password")
                }
                return rule.finding(
                    "\(asked.question.variable) looks like a secret and is asked as plain text",
                    at: asked.location("type"), help: "write type: password", fixes: [fix].compactMap(\.self))
            }
        })
}
