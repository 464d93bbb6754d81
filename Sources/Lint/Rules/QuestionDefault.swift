import Catalog
import Diagnostics

extension Rule {
    static let questionDefault = Rule(
        "MU072", "question-default", .warning,
        finds: "A default that its own question would not take: none of the options, no number, no truth value.",
        because: "The UI shows no answer then, or one that the template does not expect, to people who change nothing.",
        example: .asking(
            "{variable: ANSWER, type: enum, options: [a, b], default: c}",
            better: "{variable: ANSWER, type: enum, options: [a, b], default: a}"),
        check: .version { version, rule in
            version.asked.compactMap { asked -> Diagnostic? in
                guard !asked.question.defaultAnswer.isEmpty, let trouble = trouble(with: asked) else { return nil }
                return rule.finding(
                    "the default of \(asked.title) \(trouble)", at: asked.location("default"), help: help(for: asked))
            }
        })

    private static func trouble(with asked: AskedQuestion) -> String? {
        let text = asked.question.defaultAnswer
        switch asked.type {
        case "enum":
            guard let options = asked.question.options, !options.isEmpty, !options.contains(text) else { return nil }
            return "is \"\(text)\", which is not an option"
        case "int": return Int(text) == nil ? "is \"\(text)\", not an integer" : nil
        case "float": return Double(text) == nil ? "is \"\(text)\", not a number" : nil
        case "boolean": return ["true", "false"].contains(text) ? nil : "is \"\(text)\", not a truth value"
        default: return nil
        }
    }

    private static func help(for asked: AskedQuestion) -> String? {
        switch asked.type {
        case "enum":
            let options = asked.question.options ?? []
            return NearestName.to(asked.question.defaultAnswer, in: options).map { "did you mean \"\($0)\"?" }
        case "boolean": return "write true or false"
        default: return nil
        }
    }
}
