/// A JSON value as a tree: for documents that are read back, compared or hashed. What is only written goes straight
/// through ``JSONWriter``.
public indirect enum JSONNode: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number.
    case number(JSONNumber)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONNode])
    /// An object. The order of its members means nothing.
    case object([String: JSONNode])

    /// A whole number.
    public static func integer(_ value: Int) -> JSONNode { .number(JSONNumber(value)) }

    /// An object without the members that are nil.
    public static func members(_ members: KeyValuePairs<String, JSONNode?>) -> JSONNode {
        var object: [String: JSONNode] = [:]
        for (name, value) in members { object[name] = value }
        return .object(object)
    }

    /// A list of texts.
    public static func strings(_ values: [String]) -> JSONNode { .array(values.map(JSONNode.string)) }

    /// An object of texts.
    public static func strings(_ values: [String: String]) -> JSONNode { .object(values.mapValues(JSONNode.string)) }
}

extension JSONNode {
    /// The member of an object.
    public subscript(name: String) -> JSONNode? { object?[name] }
    /// The members, when the value is an object.
    public var object: [String: JSONNode]? { if case .object(let members) = self { members } else { nil } }
    /// The elements, when the value is a list.
    public var array: [JSONNode]? { if case .array(let elements) = self { elements } else { nil } }
    /// The text, when the value is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The truth value, when the value is one.
    public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

    /// What kind of value it is, for people: `a list`, `an object`.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "a truth value"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

// MARK: Canonical text

extension JSONNode {
    /// The one text of the value, by RFC 8785: no white space, members ordered by the UTF-16 code units of their names,
    /// numbers as ECMAScript prints them. Whole numbers are written with all their digits, also above 2^53.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter(capacity: 4096, escapes: .ecmaScript)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the value as the next one of `writer`, members in the canonical order.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let flag): writer.boolean(flag)
        case .number(let number): writer.raw(number.text)
        case .string(let text): writer.string(text)
        case .array(let elements): writer.array { writer in for element in elements { element.write(to: &writer) } }
        case .object(let members):
            writer.object { writer in
                for (name, value) in members.sorted(by: { Self.comesFirst($0.key, $1.key) }) {
                    writer.key(name)
                    value.write(to: &writer)
                }
            }
        }
    }

    /// The order of UTF-16 code units. That of UTF-8 is the same but for characters beyond U+FFFF, which UTF-16 spells with
    /// units below U+E000.
    private static func comesFirst(_ one: String, _ other: String) -> Bool {
        let isPlain = { (text: String) in text.utf8.allSatisfy { $0 < 0xEE } }
        guard isPlain(one) || isPlain(other) else { return one.utf16.lexicographicallyPrecedes(other.utf16) }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
}
