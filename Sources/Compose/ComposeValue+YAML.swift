import Diagnostics
import YAML

extension ComposeValue {
    /// A YAML node as a value. The depth is the parser's, which has a limit.
    init(_ node: YAMLNode, in path: String) {
        let origin = Origin(path: path, span: node.span)
        switch node.content {
        case .scalar(let scalar): self.init(Content(scalar), at: origin)
        case .sequence(let elements): self.init(.list(elements.map { ComposeValue($0, in: path) }), at: origin)
        case .mapping(let entries): self.init(.map(ComposeMap(entries, in: path)), at: origin)
        }
    }
}

extension ComposeValue.Content {
    init(_ scalar: YAMLScalar) {
        switch scalar.value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .unsigned(let value): self = .unsigned(value)
        case .float(let value): self = .float(value)
        case .string: self = .string(scalar.text)
        case .binary(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension ComposeMap {
    /// The pairs of a YAML mapping.
    init(_ entries: [YAMLEntry], in path: String) {
        let members = entries.map { entry in
            let keyOrigin = Origin(path: path, span: entry.key.span)
            let kind = ComposeMember.KeyKind(entry.key)
            let value = ComposeValue(entry.value, in: path)
            return ComposeMember(key: Self.text(entry.key, kind), kind: kind, at: keyOrigin, value)
        }
        // Keys are unique by what is written; only what is no text may come to the same.
        let isUnique = members.allSatisfy { $0.keyKind == .text }
        self = isUnique ? ComposeMap(unique: members) : ComposeMap(members)
    }

    /// A key as the reference prints it.
    private static func text(_ key: YAMLNode, _ kind: ComposeMember.KeyKind) -> String {
        guard let scalar = key.scalar else { return "?" }
        return kind == .text ? scalar.goString : scalar.reencoded
    }
}

extension ComposeMember.KeyKind {
    init(_ key: YAMLNode) {
        switch key.scalar?.value {
        case .string, .binary: self = .text
        case .boolean: self = .boolean
        case .integer, .unsigned: self = .integer
        case .float: self = .float
        case .null: self = .null
        case nil: self = .other
        }
    }
}

extension ComposeValue {
    /// The value as a YAML node without places; keys sorted by their bytes when asked.
    func yamlNode(sorted: Bool) -> YAMLNode {
        let nowhere = SourceSpan(0, 0)
        switch content {
        case .list(let elements):
            return YAMLNode(.sequence(elements.map { $0.yamlNode(sorted: sorted) }), span: nowhere)
        case .map(let map):
            let members = sorted ? map.sortedMembers : map.members
            let entries = members.map { member in
                YAMLEntry(key: member.yamlKey, value: member.value.yamlNode(sorted: sorted))
            }
            return YAMLNode(.mapping(entries), span: nowhere)
        default: return YAMLNode(.scalar(content.yamlScalar), span: nowhere)
        }
    }
}

extension ComposeMember {
    fileprivate var yamlKey: YAMLNode {
        let isText = keyKind == .text || keyKind == .other
        let scalar = isText ? ComposeValue.Content.string(key).yamlScalar : YAMLScalar.plain(key)
        return YAMLNode(.scalar(scalar), span: SourceSpan(0, 0))
    }
}

extension YAMLScalar {
    /// A key that is no text, by the text that reads back as it.
    fileprivate static func plain(_ text: String) -> YAMLScalar {
        let value: Value = text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : .null
        if let number = Int(text) { return YAMLScalar(text: text, value: .integer(number), style: .plain) }
        if let number = Double(text) { return YAMLScalar(text: text, value: .float(number), style: .plain) }
        return YAMLScalar(text: text, value: value, style: .plain)
    }
}

extension ComposeMap {
    /// The members by the bytes of their keys.
    var sortedMembers: [ComposeMember] {
        members.sorted { $0.key.precedes($1.key) }
    }
}

extension ComposeValue.Content {
    /// A scalar as YAML holds it; null for a list or map.
    var yamlScalar: YAMLScalar {
        switch self {
        case .null, .list, .map: YAMLScalar(text: "", value: .null, style: .plain)
        case .boolean(let value): YAMLScalar(text: value ? "true" : "false", value: .boolean(value), style: .plain)
        case .integer(let value): YAMLScalar(text: String(value), value: .integer(value), style: .plain)
        case .unsigned(let value): YAMLScalar(text: String(value), value: .unsigned(value), style: .plain)
        case .float(let value): YAMLScalar(text: "", value: .float(value), style: .plain)
        case .string(let text): YAMLScalar(text: text, value: .string, style: .plain)
        }
    }
}
