import Catalog
import JSON

/// A question of a version. All fourteen members are always there.
struct QuestionResource: Sendable {
    let question: Question

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("default", question.defaultAnswer)
            writer.member("description", question.description)
            writer.member("group", question.group)
            writer.member("invalidChars", question.invalidChars)
            writer.member("label", question.label)
            writer.member("max", question.max)
            writer.member("maxLength", question.maxLength)
            writer.member("min", question.min)
            writer.member("minLength", question.minLength)
            writer.key("options")
            writeOptions(to: &writer)
            writer.member("required", question.required)
            writer.member("type", question.type)
            writer.member("validChars", question.validChars)
            writer.member("variable", question.variable)
        }
    }

    private func writeOptions(to writer: inout JSONWriter) {
        guard let options = question.options else { return writer.null() }
        writer.array { writer in for option in options { writer.string(option) } }
    }
}
