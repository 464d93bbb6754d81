import Catalog
import Diagnostics

extension Rule {
    static let questionType = Rule(
        "MU070", "question-type", .warning,
        finds: "A question of a type that Rancher's UI does not know.",
        because: "The UI shows a text field then, and a notice that the type is unknown.",
        example: .asking(
            "{variable: ANSWER, type: strin, default: a}", better: "{variable: ANSWER, type: string, default: a}"),
        check: .version { version, rule in
            version.asked.filter { !$0.question.type.isEmpty && !types.contains($0.question.type) }.map { asked in
                rule.finding(
                    "\(asked.title) has the unknown type \"\(asked.question.type)\"", at: asked.location("type"),
                    help: NearestName.to(asked.question.type, in: types).map { "did you mean \"\($0)\"?" }
                        ?? "the types are \(types.joined(separator: ", "))")
            }
        })

    /// The types that the UI has a field for.
    private static let types = [
        "boolean", "certificate", "date", "enum", "float", "int", "masked", "multiline", "password", "secret",
        "service", "string",
    ]
}
