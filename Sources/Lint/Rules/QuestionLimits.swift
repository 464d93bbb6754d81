import Catalog
import Diagnostics

extension Rule {
    static let questionLimits = Rule(
        "MU073", "question-limits", .warning,
        finds: "A question whose limits no answer can keep, or whose default does not keep them.",
        because: """
            Rancher 1.6 enforces no limits, so nobody sees this until a client that does refuses every answer, or the one that is offered.
            """,
        example: .asking(
            "{variable: ANSWER, type: int, min: 1, max: 10, default: 11}",
            better: "{variable: ANSWER, type: int, min: 1, max: 10, default: 10}"),
        check: .version { version, rule in version.asked.flatMap { limits(of: $0, rule) } })

    private static func limits(of asked: AskedQuestion, _ rule: Rule) -> [Diagnostic] {
        let question = asked.question
        var findings: [Diagnostic] = []
        if question.max != 0, question.min > question.max {
            findings.append(
                rule.finding(
                    "\(asked.title) has a minimum of \(question.min), above its maximum of \(question.max)",
                    at: asked.location("min")))
        } else if asked.type == "int", let number = Int(question.defaultAnswer), isOutside(number, asked) {
            findings.append(
                rule.finding("the default of \(asked.title) is outside its limits", at: asked.location("default")))
        }
        if question.maxLength > 0, question.minLength > question.maxLength {
            findings.append(
                rule.finding(
                    "\(asked.title) asks for at least \(question.minLength) characters and at most \(question.maxLength)",
                    at: asked.location("min_length")))
        } else if isTooShortOrLong(asked) {
            findings.append(
                rule.finding(
                    "the default of \(asked.title) has \(question.defaultAnswer.unicodeScalars.count) characters, outside its limits",
                    at: asked.location("default")))
        }
        return findings
    }

    private static func isOutside(_ number: Int, _ asked: AskedQuestion) -> Bool {
        asked.field("min") != nil && number < asked.question.min
            || asked.question.max != 0 && number > asked.question.max
    }

    private static func isTooShortOrLong(_ asked: AskedQuestion) -> Bool {
        let count = asked.question.defaultAnswer.unicodeScalars.count
        guard count > 0 else { return false }
        return count < asked.question.minLength || asked.question.maxLength > 0 && count > asked.question.maxLength
    }
}
