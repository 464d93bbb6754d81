import Catalog
import Diagnostics

extension Rule {
    static let questionOptions = Rule(
        "MU011", "question-options", .warning,
        finds: "A choice without options, or options of a question that is none.",
        because:
            "The UI shows an empty list, and nothing can be chosen from it. Where the type is not enum it shows a text field, and takes anything.",
        example: .asking(
            "{variable: ANSWER, type: enum}",
            better: "{variable: ANSWER, type: enum, options: [a, b], default: a}"),
        check: .version { version, rule in
            let stray = version.asked.filter { $0.type != "enum" && !($0.question.options ?? []).isEmpty }.map {
                asked in
                rule.finding(
                    "\(asked.title) has options, and is no choice but of type \(asked.type)",
                    at: asked.location("options"),
                    help: "write type: enum, or leave the options out")
            }
            return stray
                + version.asked.filter { $0.type == "enum" && ($0.question.options ?? []).isEmpty }.map { asked in
                    rule.finding(
                        "\(asked.title) is a choice and has no options", at: asked.location("options"),
                        help: "write options: and below it what can be chosen")
                }
        })
}
