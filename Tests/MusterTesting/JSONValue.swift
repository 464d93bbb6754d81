import Crypto
public import Foundation

/// A JSON value that can be compared and looked into.
public enum JSONValue: Hashable, Sendable, Decodable, CustomStringConvertible {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// Any number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// An object.
    case object([String: JSONValue])

    /// The value that `data` spells.
    public init(parsing data: Data) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// Decodes any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// The value with every text replaced by `change` of it.
    public func mapStrings(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let elements): .array(elements.map { $0.mapStrings(change) })
        case .object(let members): .object(members.mapValues { $0.mapStrings(change) })
        case .null, .boolean, .number: self
        }
    }

    /// The member of an object.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The element of a list.
    public subscript(index: Int) -> JSONValue? {
        if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
    }

    /// What a JSON Pointer (RFC 6901) names; nil where there is nothing.
    public func at(pointer: String) -> JSONValue? {
        var found: JSONValue? = self
        for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
            guard let value = found else { return nil }
            found = value[name] ?? Int(name).flatMap { value[$0] }
        }
        return found
    }

    /// The text, when it is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The elements, when it is a list.
    public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members, when it is an object.
    public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

    /// The value as text, members by name.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .array(let values): "\(values)"
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }

    /// The value as the recordings have it: each of a version's `files` is the digest of its text.
    public var withDigestedFiles: JSONValue {
        guard case .object(var members) = self, let files = members["files"]?.object else { return self }
        members["files"] = .object(files.mapValues { .string("sha256:" + Self.sha256($0.string ?? "")) })
        return .object(members)
    }

    /// The SHA-256 of a text, in hexadecimal digits.
    public static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

    /// The SHA-256 of bytes, in hexadecimal digits.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }
}
