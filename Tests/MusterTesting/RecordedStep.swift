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
        let name: (JSONValue) -> String = { $0["id"]?.string ?? "\($0)" }
        let recorded = Dictionary(left.map { (name($0), $0) }) { first, _ in first }
        let ours = Dictionary(right.map { (name($0), $0) }) { first, _ in first }
        return Set(recorded.keys).union(ours.keys).sorted().flatMap { id in
            recorded[id] == nil || ours[id] == nil
                ? [JSONDifference(path: "\(path)/[\(id)]", recorded: recorded[id], ours: ours[id])]
                : compare(recorded[id], ours[id], at: "\(path)/*")
        }
    }
}

/// One step of a recorded session: an HTTP exchange, or a commit to make before the next one.
public struct RecordedStep: Decodable, Sendable {
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
        case .array(let elements): Set(elements.compactMap { $0["pointer"]?.string ?? $0.string })
        default: []
        }
    }
}
