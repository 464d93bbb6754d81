public import Catalog

/// Answers to questions of which nothing says what an answer looks like.
public enum InventedAnswer {
    /// Something that fits the question's type.
    ///
    /// - Parameters:
    ///   - place: the question's place in its form; answers to different questions differ where they can.
    public static func to(_ question: Question, place: Int) -> String {
        switch question.type {
        case "int": "\(max(question.min, 1))"
        case "float": "1.0"
        case "boolean": "true"
        case "enum": question.options?.first ?? ""
        case "date": "2000-01-01"
        case "service": "stack/service\(place + 1)"
        default: "placeholder\(place + 1)"
        }
    }

    /// Answers to every required question without a default.
    public static func toRequired(_ questions: [Question]) -> [String: String] {
        var answers: [String: String] = [:]
        for (place, question) in questions.enumerated() where question.required && question.defaultAnswer.isEmpty {
            guard !question.variable.isEmpty else { continue }
            answers[question.variable] = to(question, place: place)
        }
        return answers
    }

    /// Texts of other kinds, for a question that takes any text: a failure counts if it is there with each of them.
    static func others(place: Int) -> [String] {
        let number = place + 1
        return [
            "\(number)", "1.0.\(number)", "/tmp/\(number)", "\(8000 + number):80", "true", "\(number)m",
            "key\(number): value", "- item\(number)",
        ]
    }

    /// Whether a question takes any text.
    static func isFree(_ question: Question) -> Bool {
        !["boolean", "enum", "int", "float", "date", "service"].contains(question.type)
    }
}
