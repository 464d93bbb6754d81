import Catalog
import Diagnostics

extension Rule {
    static let infraRequiredWithoutDefault = Rule(
        "MU075", "infra-required-without-default", .note,
        finds: "A question of an infra template that must be answered and has no default.",
        because: """
            Environment templates start infra stacks with defaults, and Rancher upgrades them by itself: nobody is there to answer. Environments
            that want this stack have to give the answer themselves.
            """,
        example: .asking(
            "{variable: ANSWER, required: true}", better: "{variable: ANSWER, required: true, default: a}"),
        check: .version { version, rule in
            guard version.base == "infra" else { return [] }
            return version.asked.filter {
                $0.question.required && $0.question.defaultAnswer.isEmpty && $0.type != "boolean"
            }.map { asked in
                rule.finding(
                    "\(asked.title) must be answered and has no default", at: asked.place,
                    help: "give it a default, or make it optional")
            }
        })
}
