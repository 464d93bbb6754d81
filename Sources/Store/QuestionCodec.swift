import Catalog

/// A question as compact bytes; see ``TemplateCodec``.
enum QuestionCodec {
    static func write(_ question: Question, to writer: inout ByteWriter) {
        for text in [
            question.variable, question.label, question.description, question.type, question.defaultAnswer,
            question.group, question.validChars, question.invalidChars,
        ] {
            writer.text(text)
        }
        writer.boolean(question.required)
        for number in [question.minLength, question.maxLength, question.min, question.max] { writer.integer(number) }
        writer.optional(question.options) { $0.list($1) { $0.text($1) } }
    }

    static func read(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Question {
        var question = Question()
        question.variable = try reader.text()
        question.label = try reader.text()
        question.description = try reader.text()
        question.type = try reader.text()
        question.defaultAnswer = try reader.text()
        question.group = try reader.text()
        question.validChars = try reader.text()
        question.invalidChars = try reader.text()
        question.required = try reader.boolean()
        question.minLength = try reader.integer()
        question.maxLength = try reader.integer()
        question.min = try reader.integer()
        question.max = try reader.integer()
        question.options = try reader.optional { (reader) throws(ByteReader.Damage) in
            try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
        }
        return question
    }
}
