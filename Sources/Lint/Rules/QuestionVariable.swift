import Catalog
import Diagnostics

extension Rule {
    static let questionVariable = Rule(
        "MU071", "question-variable", .warning,
        finds: "A question without a variable, with one that is no name, or with another question's.",
        because: """
            The answer is put where ${NAME} stands, and a name has letters, digits and _ alone. Of two questions with one variable the UI sends
            one answer.
            """,
        example: .asking("{variable: MY-ANSWER, default: a}", better: "{variable: ANSWER, default: a}"),
        check: .version { version, rule in
            var first: [String: SourceLocation] = [:]
            return version.asked.compactMap { asked -> Diagnostic? in
                let variable = asked.question.variable
                let place = asked.location("variable")
                if variable.isEmpty { return rule.finding("\(asked.title) has no variable", at: place) }
                if let other = first[variable] {
                    return rule.finding(
                        "the variable \(variable) is asked for twice", at: place,
                        related: [RelatedLocation("first asked here", at: other)])
                }
                first[variable] = place
                guard !isName(variable) else { return nil }
                return rule.finding(
                    "the variable \"\(variable)\" is no name", at: place,
                    help: "use letters, digits and _, as in \(asName(variable))")
            }
        })

    private static func isName(_ text: String) -> Bool { text.utf8.allSatisfy(Words.isPart) }

    private static func asName(_ text: String) -> String {
        String(decoding: text.utf8.map { Words.isPart($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }
}
