import Compiler
public import Diagnostics
public import JSON
import YAML

/// A bundle as files: its text, and what it deploys beside it.
extension CompiledBundle {
    /// A file of a bundle's directory.
    public struct Entry: Sendable, Hashable {
        /// The path in the directory, with `/` between its parts.
        public let path: String
        /// What it holds.
        public let bytes: [UInt8]

        /// A file at a path.
        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The bundle as a directory: `bundle.json`, the version's files below `files/`, and for an environment the bundles of its
    /// stacks below `stacks/NAME/`, with `environment.lock.yml`. Ordered by path.
    public func entries(lock: EnvironmentLock? = nil, stacks: [EnvironmentResult.Stack] = []) -> [Entry] {
        var entries = [Entry(path: "bundle.json", bytes: text)]
        entries += files.map { Entry(path: "files/\($0.key)", bytes: $0.value) }
        if let lock { entries.append(Entry(path: "environment.lock.yml", bytes: lock.text)) }
        for stack in stacks {
            guard let bundle = stack.result.bundle else { continue }
            entries += bundle.entries().map { Entry(path: "stacks/\(stack.name)/\($0.path)", bytes: $0.bytes) }
        }
        return entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The text as YAML, members ordered as in the canonical text.
    public var yaml: [UInt8] { YAMLEmitter.emit(document.yaml) }
}

extension JSONNode {
    /// The value as a YAML tree.
    fileprivate var yaml: YAMLNode {
        switch self {
        case .null: .scalar("null", .null)
        case .boolean(let flag): .scalar(flag ? "true" : "false", .boolean(flag))
        case .number(let number): .scalar(number.text, number.yaml)
        case .string(let text): .text(text)
        case .array(let elements): YAMLNode(.sequence(elements.map(\.yaml)), span: .init(0, 0))
        case .object(let members):
            YAMLNode(
                .mapping(
                    members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }.map {
                        YAMLEntry(key: .text($0.key), value: $0.value.yaml)
                    }), span: .init(0, 0))
        }
    }
}

extension JSONNumber {
    fileprivate var yaml: YAMLScalar.Value {
        Int(text).map { .integer($0) } ?? UInt(text).map { .unsigned($0) } ?? .float(Double(text) ?? 0)
    }
}

extension JSONNode {
    /// The tree that a bundle's YAML text spells. Nil when it is no YAML, or has keys that are no texts.
    public init?(yaml source: SourceText) {
        let document = YAMLDocument.parse(source)
        guard !document.isBroken, let root = document.root, let node = JSONNode(root) else { return nil }
        self = node
    }

    private init?(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar): self.init(scalar)
        case .sequence(let elements):
            let values = elements.compactMap { JSONNode($0) }
            guard values.count == elements.count else { return nil }
            self = .array(values)
        case .mapping(let entries):
            var members: [String: JSONNode] = [:]
            for entry in entries {
                guard let key = entry.key.scalar, let value = JSONNode(entry.value) else { return nil }
                members[key.text] = value
            }
            self = .object(members)
        }
    }

    private init?(_ scalar: YAMLScalar) {
        switch scalar.value {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .unsigned(let number): self = .number(JSONNumber(number))
        case .float(let number):
            guard let number = JSONNumber(number) else { return nil }
            self = .number(number)
        case .string: self = .string(scalar.text)
        case .binary: return nil
        }
    }
}

extension YAMLNode {
    fileprivate static func text(_ text: String) -> YAMLNode { scalar(text, .string) }

    fileprivate static func scalar(_ text: String, _ value: YAMLScalar.Value) -> YAMLNode {
        YAMLNode(.scalar(YAMLScalar(text: text, value: value, style: .plain)), span: .init(0, 0))
    }
}
