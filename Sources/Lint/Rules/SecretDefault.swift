import Catalog
import Diagnostics

extension Rule {
    static let secretDefault = Rule(
        "MU076", "secret-default", .warning,
        finds: "A password with a default.",
        because: "Whoever reads the catalog knows it, and most stacks are started with the defaults.",
        example: .asking(
            "{variable: ANSWER, type: password, default: hunter2}", better: "{variable: ANSWER, type: password}"),
        hidesSource: true,
        check: .version { version, rule in
            version.asked.filter {
                ["password", "masked"].contains($0.type) && !$0.question.defaultAnswer.isEmpty
            }.map { asked in
                rule.finding(
                    "the password \(asked.question.variable) has a default that everybody can read",
                    at: asked.location("default"), help: "leave the default out and write required: true")
            }
        })
}
