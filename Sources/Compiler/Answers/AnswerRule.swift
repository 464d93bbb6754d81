import Catalog
import GoText

/// What a question allows as an answer.
///
/// Rancher 1.6 shows these limits to nobody and enforces none, so breaking one is never more than a warning.
enum AnswerRule {
    /// What is wrong with an answer, as the rest of a sentence that begins with its name.
    struct Complaint {
        let text: String
        let help: String?
    }

    static func complaints(about value: String, _ question: Question) -> [Complaint] {
        typeComplaints(value, question) + lengthComplaints(value, question) + characterComplaints(value, question)
    }

    private static func typeComplaints(_ value: String, _ question: Question) -> [Complaint] {
        switch question.type {
        case "int":
            guard let number = GoNumber.integer(value.utf8, base: 10) else {
                return [Complaint(text: "is \"\(value)\", not an integer", help: nil)]
            }
            return limitComplaints(number, question)
        case "boolean":
            return ["true", "false"].contains(value)
                ? [] : [Complaint(text: "is \"\(value)\", not a truth value", help: "write true or false")]
        case "enum":
            guard let options = question.options, !options.contains(value) else { return [] }
            return [
                Complaint(
                    text: "is \"\(value)\", which is not an option",
                    help: "choose one of \(options.joined(separator: ", "))")
            ]
        default: return []
        }
    }

    private static func limitComplaints(_ number: Int64, _ question: Question) -> [Complaint] {
        if question.min != 0 || question.max != 0, number < Int64(question.min) {
            return [Complaint(text: "is \(number), below its minimum of \(question.min)", help: nil)]
        }
        if question.max != 0, number > Int64(question.max) {
            return [Complaint(text: "is \(number), above its maximum of \(question.max)", help: nil)]
        }
        return []
    }

    private static func lengthComplaints(_ value: String, _ question: Question) -> [Complaint] {
        let count = value.unicodeScalars.count
        if count < question.minLength {
            return [Complaint(text: "has \(count) characters, less than \(question.minLength)", help: nil)]
        }
        if question.maxLength > 0, count > question.maxLength {
            return [Complaint(text: "has \(count) characters, more than \(question.maxLength)", help: nil)]
        }
        return []
    }

    private static func characterComplaints(_ value: String, _ question: Question) -> [Complaint] {
        let (valid, invalid) = (Set(question.validChars), Set(question.invalidChars))
        if !valid.isEmpty, let bad = value.first(where: { !valid.contains($0) }) {
            return [
                Complaint(text: "has \(shown(bad, question)) in it", help: "allowed are only \(question.validChars)")
            ]
        }
        if !invalid.isEmpty, let bad = value.first(where: invalid.contains) {
            return [
                Complaint(text: "has \(shown(bad, question)) in it", help: "not allowed are \(question.invalidChars)")
            ]
        }
        return []
    }

    /// A character of an answer; of a secret, not even one.
    private static func shown(_ character: Character, _ question: Question) -> String {
        Secrecy.hides(question) ? "a character that is not allowed" : "\"\(character)\""
    }
}
