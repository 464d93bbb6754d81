import Diagnostics
import YAML

/// Reads the questions of a catalog block. One that does not fit makes the whole block unreadable, as in the reference.
enum QuestionReader {
    /// The questions of `block`; nil when it has none.
    static func read(_ block: YAMLNode, with reader: inout FieldReader) -> [Question]? {
        guard let list = block["questions"], !list.isNull else { return nil }
        guard let elements = list.elements else {
            reader.report(
                .fieldType, list, "\"questions\" is \(list.kindName); it takes a list",
                help: "write each question as - variable: NAME")
            return nil
        }
        return reader.bounded(elements, of: list, named: "questions").map { question($0, with: &reader) }
    }

    private static func question(_ node: YAMLNode, with reader: inout FieldReader) -> Question {
        var question = Question()
        if node.isNull { return question }
        guard node.entries != nil else {
            reader.report(.fieldType, node, "a question is a map of fields, not \(node.kindName)")
            return question
        }
        question.variable = reader.string(node, "variable")
        question.label = reader.string(node, "label")
        question.description = reader.string(node, "description")
        question.type = reader.string(node, "type")
        question.required = reader.boolean(node, "required")
        question.defaultAnswer = reader.string(node, "default")
        question.group = reader.string(node, "group")
        question.minLength = reader.integer(node, "min_length")
        question.maxLength = reader.integer(node, "max_length")
        question.min = reader.integer(node, "min")
        question.max = reader.integer(node, "max")
        question.options = reader.strings(node, "options")
        question.validChars = reader.string(node, "valid_chars")
        question.invalidChars = reader.string(node, "invalid_chars")
        return question
    }
}
