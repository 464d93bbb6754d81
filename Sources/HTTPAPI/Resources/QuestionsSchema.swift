import Catalog
import JSON

/// A version's questions as JSON Schema (2020-12), for forms and for checking answers before they are sent.
struct QuestionsSchema {
    let questions: [Question]
    let id: TemplateID
    let name: String
    let links: Links

    init(of version: TemplateVersion, id: TemplateID, name: String, links: Links) {
        questions = version.questions ?? []
        self.id = id
        self.name = name
        self.links = links
    }

    var json: JSONNode {
        let named = questions.filter { !$0.variable.isEmpty }
        let required = named.filter { $0.required && $0.defaultAnswer.isEmpty && $0.type != "boolean" }
        return .members([
            "$id": .string(links.questionsSchema(id)),
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "properties": .object(Dictionary(named.map { ($0.variable, Self.property($0)) }) { $1 }),
            "required": .strings(Set(required.map(\.variable)).sorted()),
            "title": .string("Answers for \(name.isEmpty ? id.folderName : name)"),
            "type": .string("object"),
            "x-order": .strings(named.map(\.variable)),
        ])
    }

    private static func property(_ question: Question) -> JSONNode {
        let isSecret = Secrecy.hides(question)
        let type = type(of: question)
        var members: [String: JSONNode] = ["type": .string(type), "x-type": .string(question.type)]
        func set(_ name: String, _ value: JSONNode?) { if let value { members[name] = value } }
        set("title", question.label.isEmpty ? nil : .string(question.label))
        set("description", question.description.isEmpty ? nil : .string(question.description))
        set("default", question.defaultAnswer.isEmpty ? nil : defaultAnswer(question, type))
        set("x-group", question.group.isEmpty ? nil : .string(question.group))
        if question.type == "enum" { set("enum", question.options.map(JSONNode.strings)) }
        if question.type == "int" {
            set("minimum", question.min != 0 || question.max != 0 ? .integer(question.min) : nil)
            set("maximum", question.max != 0 ? .integer(question.max) : nil)
        }
        if type == "string" {
            set("minLength", question.minLength > 0 ? .integer(question.minLength) : nil)
            set("maxLength", question.maxLength > 0 ? .integer(question.maxLength) : nil)
            set("pattern", pattern(question).map(JSONNode.string))
        }
        if isSecret {
            members["format"] = .string("password")
            members["writeOnly"] = .boolean(true)
        }
        if question.type == "date" { members["format"] = .string("date") }
        return .object(members)
    }

    private static func type(of question: Question) -> String {
        switch question.type {
        case "int": "integer"
        case "float": "number"
        case "boolean": "boolean"
        default: "string"
        }
    }

    /// The default in the property's type; nil where it is not of that type.
    private static func defaultAnswer(_ question: Question, _ type: String) -> JSONNode? {
        switch type {
        case "integer": Int(question.defaultAnswer).map(JSONNode.integer)
        case "number": Double(question.defaultAnswer).flatMap { JSONNumber($0) }.map(JSONNode.number)
        case "boolean":
            switch question.defaultAnswer {
            case "true": .boolean(true)
            case "false": .boolean(false)
            default: nil
            }
        default: .string(question.defaultAnswer)
        }
    }

    /// The characters that an answer may have, as a regular expression of ECMA-262.
    private static func pattern(_ question: Question) -> String? {
        if !question.validChars.isEmpty { return "^[\(escaped(question.validChars))]*$" }
        return question.invalidChars.isEmpty ? nil : "^[^\(escaped(question.invalidChars))]*$"
    }

    private static func escaped(_ characters: String) -> String {
        characters.map { "\\]^-[".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
