public import Diagnostics
public import GoTemplate
import YAML

/// Data for `muster template`, from JSON or YAML.
public struct TemplateData {
    /// The data as the template's dot, nil when the text is broken.
    public let value: Value?
    /// What is wrong with the text.
    public let diagnostics: [Diagnostic]

    /// An empty map.
    public static var empty: TemplateData { TemplateData(value: .map(GoMap()), diagnostics: []) }

    /// Reads a text: integers are ints, any other number is a float, every mapping key is a text.
    public static func read(_ source: SourceText) -> TemplateData {
        let document = YAMLDocument.parse(source)
        guard !document.isBroken else { return TemplateData(value: nil, diagnostics: document.diagnostics) }
        return TemplateData(value: document.root.map(value) ?? .map(GoMap()), diagnostics: document.diagnostics)
    }

    private static func value(_ node: YAMLNode) -> Value {
        switch node.content {
        case .scalar(let scalar): return value(scalar)
        case .sequence(let elements):
            let capacity = GoList.capacityOfDecodedJSON(elements.count)
            return .list(GoList(elements.map(value), capacity: capacity))
        case .mapping(let entries):
            let map = GoMap()
            for entry in entries { map[entry.key.scalar?.reencoded ?? ""] = value(entry.value) }
            return .map(map)
        }
    }

    private static func value(_ scalar: YAMLScalar) -> Value {
        switch scalar.value {
        case .null: .none
        case .boolean(let value): .bool(value)
        case .integer(let value): .int(value)
        case .unsigned(let value): .integer(Int64(bitPattern: UInt64(value)), .uint64)
        case .float(let value): .float(value)
        case .string: .string(scalar.text)
        case .binary(let bytes): .string(bytes)
        }
    }
}
