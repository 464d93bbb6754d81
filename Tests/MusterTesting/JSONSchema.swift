public import Foundation

/// Checks JSON values against a JSON Schema: the keywords that published schemas of drafts 7 and 2020-12 use for structure.
/// `format` says nothing here. A keyword that is not known is a failure, so that no schema is checked by half.
public struct JSONSchema: Sendable {
    private let document: Document
    private let schema: JSONValue

    /// A text that references look into.
    private struct Document: Sendable {
        let root: JSONValue
        /// Other documents by the addresses that references know them by.
        var others: [String: JSONValue] = [:]
        /// Whether a member that `properties` does not name is a problem where nothing is said about such members.
        var isClosed = false

        /// The schema that a reference means, and the document that it stands in; nil where there is none.
        func resolved(_ reference: String) -> (schema: JSONValue, document: Document)? {
            let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            var document = self
            if !parts[0].isEmpty {
                guard let other = others[String(parts[0])] else { return nil }
                document = Document(root: other)
            }
            return document.root.at(pointer: parts.count == 2 ? String(parts[1]) : "").map { ($0, document) }
        }
    }

    /// A schema from its text.
    public init(parsing data: Data) throws { self.init(try JSONValue(parsing: data)) }

    /// A schema that is a document of its own.
    public init(_ root: JSONValue) {
        document = Document(root: root)
        schema = root
    }

    /// A schema that stands in a document with others.
    ///
    /// - Parameters:
    ///   - others: what references to other documents mean, by their addresses.
    ///   - isClosed: whether a member that `properties` does not name is a problem, in the document but not in others.
    public init(_ schema: JSONValue, in root: JSONValue, others: [String: JSONValue] = [:], isClosed: Bool = false) {
        document = Document(root: root, others: others, isClosed: isClosed)
        self.schema = schema
    }

    /// What is wrong with a value: a JSON Pointer and a reason each; empty for a valid one.
    public func problems(of value: JSONValue) -> [String] {
        var checking = Checking(document: document)
        checking.check(value, schema, "")
        return checking.problems
    }

    private struct Checking {
        let document: Document
        var problems: [String] = []

        mutating func check(_ value: JSONValue, _ schema: JSONValue, _ place: String) {
            switch schema {
            case .boolean(true): return
            case .boolean(false): problems.append("\(place): may not be here")
            case .object(let keywords):
                for (keyword, argument) in keywords.sorted(by: { $0.key < $1.key }) {
                    apply(keyword, argument, keywords, to: value, place)
                }
                if document.isClosed, let known = keywords["properties"], keywords["additionalProperties"] == nil {
                    for name in value.members.keys where known[name] == nil {
                        problems.append("\(place)/\(name): is not described")
                    }
                }
            default: problems.append("\(place): the schema is no schema")
            }
        }

        private mutating func apply(
            _ keyword: String, _ argument: JSONValue, _ schema: [String: JSONValue], to value: JSONValue,
            _ place: String
        ) {
            switch keyword {
            case "$schema", "$id", "id", "$defs", "definitions", "title", "description", "default", "format", "then",
                "else",
                "examples", "$comment", "writeOnly":
                break
            case "$ref": follow(argument, value, place)
            case "type": require(types(argument).contains { Self.has(value, $0) }, "is not \(argument)", place)
            case "const": require(value == argument, "is not \(argument)", place)
            case "enum": require(argument.elements.contains(value), "is none of \(argument)", place)
            case "allOf": for part in argument.elements { check(value, part, place) }
            case "anyOf":
                require(argument.elements.contains { isValid(value, $0) }, "fits none of several forms", place)
            case "oneOf":
                require(
                    argument.elements.filter { isValid(value, $0) }.count == 1, "does not fit exactly one form", place)
            case "not": require(!isValid(value, argument), "fits what it must not", place)
            case "if":
                if let next = schema[isValid(value, argument) ? "then" : "else"] { check(value, next, place) }
            default: applyToContent(keyword, argument, schema, value, place)
            }
        }

        private mutating func applyToContent(
            _ keyword: String, _ argument: JSONValue, _ schema: [String: JSONValue], _ value: JSONValue, _ place: String
        ) {
            switch (keyword, value) {
            case ("required", .object(let members)):
                for name in argument.elements where members[name.text ?? ""] == nil {
                    problems.append("\(place): lacks \(name)")
                }
            case ("properties", .object(let members)):
                for (name, part) in argument.members {
                    if let member = members[name] { check(member, part, "\(place)/\(name)") }
                }
            case ("additionalProperties", .object(let members)):
                for (name, member) in members where schema["properties"]?[name] == nil {
                    check(member, argument, "\(place)/\(name)")
                }
            case ("propertyNames", .object(let members)):
                for name in members.keys { check(.string(name), argument, "\(place)/\(name)") }
            case ("items", .array(let elements)):
                for (index, element) in elements.enumerated() { check(element, argument, "\(place)/\(index)") }
            case ("minItems", .array(let elements)):
                require(Double(elements.count) >= argument.double, "has too few elements", place)
            case ("maxItems", .array(let elements)):
                require(Double(elements.count) <= argument.double, "has too many elements", place)
            case ("maxProperties", .object(let members)):
                require(Double(members.count) <= argument.double, "has too many members", place)
            case ("uniqueItems", .array(let elements)):
                require(Set(elements).count == elements.count, "has an element twice", place)
            case ("pattern", .string(let text)):
                let isFound = (try? Regex(argument.text ?? "").firstMatch(in: text)) ?? nil
                require(isFound != nil, "\"\(text.prefix(80))\" does not match \(argument)", place)
            case ("minLength", .string(let text)): require(Double(text.count) >= argument.double, "is too short", place)
            case ("maxLength", .string(let text)): require(Double(text.count) <= argument.double, "is too long", place)
            case ("minimum", .number(let number)): require(number >= argument.double, "is too small", place)
            case ("maximum", .number(let number)): require(number <= argument.double, "is too large", place)
            case ("required", _), ("properties", _), ("additionalProperties", _), ("propertyNames", _), ("items", _),
                ("minItems", _), ("maxItems", _), ("maxProperties", _), ("uniqueItems", _), ("pattern", _),
                ("minLength", _), ("maxLength", _), ("minimum", _), ("maximum", _):
                break
            default:
                if !keyword.hasPrefix("x-") {
                    problems.append("\(place): the schema uses \(keyword), which is not known here")
                }
            }
        }

        private mutating func require(_ condition: Bool, _ problem: String, _ place: String) {
            if !condition { problems.append("\(place): \(problem)") }
        }

        private func isValid(_ value: JSONValue, _ schema: JSONValue) -> Bool {
            var other = Checking(document: document)
            other.check(value, schema, "")
            return other.problems.isEmpty
        }

        private mutating func follow(_ reference: JSONValue, _ value: JSONValue, _ place: String) {
            guard let (schema, document) = document.resolved(reference.text ?? "") else {
                problems.append("\(place): the schema has no \(reference)")
                return
            }
            var other = Checking(document: document)
            other.check(value, schema, place)
            problems += other.problems
        }

        private func types(_ argument: JSONValue) -> [String] {
            argument.text.map { [$0] } ?? argument.elements.compactMap(\.text)
        }

        private static func has(_ value: JSONValue, _ type: String) -> Bool {
            switch (type, value) {
            case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean), ("null", .null),
                ("number", .number):
                true
            case ("integer", .number(let number)): number == number.rounded()
            default: false
            }
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    fileprivate var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var double: Double { if case .number(let number) = self { number } else { 0 } }
}
