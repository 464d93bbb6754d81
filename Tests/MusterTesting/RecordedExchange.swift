public import Foundation

/// A value of JSON that can be compared, and in which a difference has a place.
public enum JSONValue: Sendable, Hashable {
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

    /// The text, when it is one.
    public var text: String? { if case .string(let text) = self { text } else { nil } }
}

extension JSONValue: Decodable {
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
}

/// A difference between a recorded value and ours: where, and both sides; nil where one has nothing.
public struct JSONDifference: Sendable, Hashable, CustomStringConvertible {
    /// The place as a JSON pointer; the elements of a collection's `data` are matched by id and written `/data/*`.
    public let path: String
    /// What was recorded.
    public let recorded: JSONValue?
    /// What we answered.
    public let ours: JSONValue?

    /// The place with both sides.
    public var description: String { "\(path): recorded \(Self.show(recorded)), ours \(Self.show(ours))" }

    private static func show(_ value: JSONValue?) -> String { value.map { String("\($0)".prefix(160)) } ?? "nothing" }

    /// Every difference between two values.
    public static func between(_ recorded: JSONValue, _ ours: JSONValue, at path: String = "") -> [JSONDifference] {
        switch (recorded, ours) {
        case (.object(let left), .object(let right)):
            Set(left.keys).union(right.keys).sorted().flatMap { key in
                compare(left[key], right[key], at: "\(path)/\(key)")
            }
        case (.array(let left), .array(let right)) where path == "/data":
            byID(left, right, at: path)
        case (.array(let left), .array(let right)) where left.count == right.count:
            zip(left, right).enumerated().flatMap { between($1.0, $1.1, at: "\(path)/\($0)") }
        default:
            recorded == ours ? [] : [JSONDifference(path: path, recorded: recorded, ours: ours)]
        }
    }

    private static func compare(_ left: JSONValue?, _ right: JSONValue?, at path: String) -> [JSONDifference] {
        if let left, let right { return between(left, right, at: path) }
        return [JSONDifference(path: path, recorded: left, ours: right)]
    }

    private static func byID(_ left: [JSONValue], _ right: [JSONValue], at path: String) -> [JSONDifference] {
        let name: (JSONValue) -> String = { $0["id"]?.text ?? "\($0)" }
        let recorded = Dictionary(left.map { (name($0), $0) }) { first, _ in first }
        let ours = Dictionary(right.map { (name($0), $0) }) { first, _ in first }
        return Set(recorded.keys).union(ours.keys).sorted().flatMap { id in
            recorded[id] == nil || ours[id] == nil
                ? [JSONDifference(path: "\(path)/[\(id)]", recorded: recorded[id], ours: ours[id])]
                : compare(recorded[id], ours[id], at: "\(path)/*")
        }
    }
}

/// One recorded HTTP exchange, or a commit to make before the next one.
public struct RecordedExchange: Decodable, Sendable {
    /// The number of the step, in a flow.
    public let step: Int?
    /// What the recording says about it.
    public let note: String?
    /// The files to commit as the whole tree.
    public let commitTree: [String: String]?
    /// The commit's name in the recording, such as `COMMIT1`.
    public let commit: String?
    /// The request's method.
    public let method: String?
    /// The request's path and query.
    public let path: String?
    /// The request's headers.
    public let requestHeaders: [String: String]?
    /// The request's body.
    public let requestBody: String?
    /// The answer's status.
    public let status: Int?
    /// The answer's JSON.
    public let body: JSONValue?
    /// The answer's text, when it was no JSON.
    public let bodyText: String?
    /// Where the answer varied from run to run.
    public let varies: JSONValue?

    /// The places where the answer varied, as JSON pointers.
    public var varyingPaths: Set<String> {
        switch varies {
        case .object(let members): Set(members.keys)
        case .array(let elements): Set(elements.compactMap { $0["pointer"]?.text ?? $0.text })
        default: []
        }
    }
}
