import Diagnostics
import Foundation
import MusterTesting
import Testing
import YAML

@testable import HTTPAPI

/// The description that the service publishes, as tests look into it.
struct OpenAPIDocument: Sendable {
    /// A method of an address.
    struct Operation: Hashable, Sendable, CustomStringConvertible {
        let method: String
        /// The address as it is described, with its parameters in braces.
        let path: String

        var description: String { "\(method) \(path)" }
    }

    let root: JSONValue
    /// What references to other documents mean.
    private let others: [String: JSONValue]
    /// The addresses, with their parameters in braces.
    let paths: [String]

    private init(root: JSONValue, others: [String: JSONValue]) {
        self.root = root
        self.others = others
        paths = (root["paths"]?.object ?? [:]).keys.sorted()
    }

    /// The description and what it refers to, as they are built in.
    static func published() throws -> OpenAPIDocument {
        OpenAPIDocument(
            root: try JSONValue(yaml: APIDescription.text),
            others: ["bundle.schema.json": try JSONValue(parsing: Data(PackageResources.bundle_schema_json))])
    }

    /// Every method of every address.
    var operations: [Operation] {
        paths.flatMap { path in
            (root["paths"]?[path]?.object ?? [:]).keys.sorted().filter { $0 != "parameters" }.map {
                Operation(method: $0.uppercased(), path: path)
            }
        }
    }

    /// What is said about an operation.
    func description(of operation: Operation) -> JSONValue? {
        root["paths"]?[operation.path]?[operation.method.lowercased()]
    }

    /// The operation that a request asks for.
    func operation(_ method: String, _ target: String) -> Operation? {
        let parts = Self.parts(target.prefix { $0 != "?" })
        let path = paths.first { path in
            let names = Self.parts(path)
            return names.count == parts.count && zip(names, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return path.map { Operation(method: method, path: $0) }
    }

    private static func parts(_ path: some StringProtocol) -> [String] { path.split(separator: "/").map { String($0) } }

    /// The statuses that an operation answers with; those that are described all together are left out.
    func statuses(of operation: Operation) -> [Int] {
        (description(of: operation)?["responses"]?.object ?? [:]).keys.compactMap { Int($0) }.sorted()
    }

    /// What is said about a status of an operation.
    func response(_ status: Int, of operation: Operation) -> JSONValue? {
        let responses = description(of: operation)?["responses"]
        return (responses?["\(status)"] ?? responses?["default"]).flatMap(resolved)
    }

    /// The names of the parameters that an operation takes in a place: `query`, `header`.
    func parameters(of operation: Operation, in place: String) -> Set<String> {
        let all =
            (root["paths"]?[operation.path]?["parameters"]?.array ?? [])
            + (description(of: operation)?["parameters"]?.array ?? [])
        return Set(all.compactMap(resolved).filter { $0["in"]?.string == place }.compactMap { $0["name"]?.string })
    }

    /// The schema of an operation's body; nil when it takes none.
    func bodySchema(of operation: Operation) -> JSONSchema? {
        let body = description(of: operation)?["requestBody"].flatMap(resolved)
        return body?["content"]?["application/json"]?["schema"].map { schema($0, isClosed: false) }
    }

    /// A schema of the description with what it refers to.
    func schema(_ schema: JSONValue, isClosed: Bool = true) -> JSONSchema {
        JSONSchema(schema, in: root, others: others, isClosed: isClosed)
    }

    /// What a value stands for: itself, or what it refers to. Nil for a reference to nothing.
    func resolved(_ value: JSONValue) -> JSONValue? {
        guard let reference = value["$ref"]?.string else { return value }
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let document = parts[0].isEmpty ? root : others[String(parts[0])]
        return document?.at(pointer: parts.count == 2 ? String(parts[1]) : "")
    }

    /// Every reference, wherever it stands.
    var references: Set<String> { Self.references(in: root) }

    private static func references(in value: JSONValue) -> Set<String> {
        let inner = (value.array ?? []) + (value.object ?? [:]).values
        return inner.reduce(into: Set([value["$ref"]?.string].compactMap(\.self))) { $0.formUnion(references(in: $1)) }
    }
}

extension JSONValue {
    /// The value that a YAML text spells.
    init(yaml bytes: [UInt8]) throws {
        let document = YAMLDocument.parse(SourceText(path: "", bytes: bytes))
        #expect(document.diagnostics.isEmpty)
        self = JSONValue(try #require(document.root))
    }

    private init(_ node: YAMLNode) {
        switch node.content {
        case .sequence(let elements): self = .array(elements.map { JSONValue($0) })
        case .mapping(let entries):
            let members = entries.map { ($0.key.scalar?.text ?? "", JSONValue($0.value)) }
            self = .object(Dictionary(members) { $1 })
        case .scalar(let scalar):
            switch scalar.value {
            case .null: self = .null
            case .boolean(let flag): self = .boolean(flag)
            case .integer(let number): self = .number(Double(number))
            case .unsigned(let number): self = .number(Double(number))
            case .float(let number): self = .number(number)
            case .string, .binary: self = .string(scalar.text)
            }
        }
    }
}
