import Diagnostics
import YAML

extension ComposeDocument {
    /// The document as text again: loading it gives the same values, whatever the variables.
    ///
    /// What interpolation left as it was is the author's text byte for byte, comments and all; each value it changed is
    /// written in place of the old one, with `$` doubled. Where that cannot be done, as for a value that an alias shares
    /// with a section that knows no variables, the whole is written anew, keys in the author's order. A text that would
    /// be taken for a template gets a first line that says it is none.
    public func emitted() -> [UInt8] {
        let edited = DocumentEmission(self).edited
        return Self.withoutTemplates(isSame(as: edited) ? edited : DocumentEmission(self).rewritten)
    }

    private func isSame(as text: [UInt8]) -> Bool {
        if replacements.isEmpty { return true }
        let source = SourceText(path: source.path, bytes: text)
        let again = ComposeDocument.parse(source, role: role, limits: limits).output.interpolated(variables: [:])
        return again.isAccepted && again.output.holdsSameValues(as: self)
    }

    /// Whether two documents hold the same values, wherever those stand.
    func holdsSameValues(as other: ComposeDocument) -> Bool {
        version == other.version && zip(sections, other.sections).allSatisfy { $0.isSame(as: $1) }
    }

    private var sections: [ComposeMap] {
        [services, containers, dependencies, volumes, networks, secrets, hosts]
    }

    /// The reference takes every text for a template that does not begin with this.
    private static let noTemplate = "# notemplating"

    private static func withoutTemplates(_ text: [UInt8]) -> [UInt8] {
        let brace = UInt8(ascii: "{")
        guard zip(text, text.dropFirst()).contains(where: { $0 == brace && $1 == brace }) else { return text }
        let start = text.drop { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        let isMarked = start.starts(with: noTemplate.utf8) || start.starts(with: "#notemplating".utf8)
        return isMarked ? text : Array((noTemplate + "\n").utf8) + text
    }
}

/// Writes a document with its replaced texts.
struct DocumentEmission {
    private let source: SourceText
    private let root: YAMLNode?
    private let replacements: [SourceSpan: String]

    init(_ document: ComposeDocument) {
        (source, root) = (document.source, document.root)
        replacements = document.replacements.mapValues(Self.escaped)
    }

    /// A text that interpolation turns into this one.
    private static func escaped(_ text: String) -> String {
        let dollar = UInt8(ascii: "$")
        return String(decoding: text.utf8.flatMap { $0 == dollar ? [dollar, dollar] : [$0] }, as: UTF8.self)
    }

    /// The author's text with each replaced value written over the old one.
    var edited: [UInt8] {
        guard let root else { return source.bytes }
        var edits: [(span: SourceSpan, text: String)] = []
        collect(root, &edits)
        var output: [UInt8] = []
        var offset = 0
        for edit in edits.sorted(by: { $0.span.start < $1.span.start }) where edit.span.start >= offset {
            output += source.bytes[offset..<edit.span.start]
            output += YAMLEmitter.quoted(edit.text)
            offset = edit.span.end
            // A block's text ends with its line.
            if offset > edit.span.start, source.bytes[offset - 1] == UInt8(ascii: "\n") { offset -= 1 }
        }
        return output + source.bytes[offset...]
    }

    /// The values whose text in the file is not yet what it should be. The depth is the parser's.
    private func collect(_ node: YAMLNode, _ edits: inout [(span: SourceSpan, text: String)]) {
        switch node.content {
        case .scalar(let scalar):
            guard let text = replacements[node.span], !text.utf8.elementsEqual(scalar.text.utf8) else { return }
            edits.append((node.span, text))
        case .sequence(let elements): for element in elements { collect(element, &edits) }
        case .mapping(let entries): for entry in entries { collect(entry.value, &edits) }
        }
    }

    /// The whole document written anew, aliases written out. Only sections that know variables are replaced in.
    var rewritten: [UInt8] {
        guard let root else { return source.bytes }
        guard let entries = root.entries else { return YAMLEmitter.emit(root) }
        let isVersionTwo = root["version"] != nil && root["services"] != nil
        let written = entries.map { entry in
            let name = entry.key.scalar?.goString ?? ""
            let isFixed = ["secrets", "hosts", "dependencies"].contains(name) && isVersionTwo
            return isFixed ? entry : YAMLEntry(key: entry.key, value: replaced(entry.value))
        }
        return YAMLEmitter.emit(YAMLNode(.mapping(written), span: root.span))
    }

    private func replaced(_ node: YAMLNode) -> YAMLNode {
        switch node.content {
        case .scalar:
            guard let text = replacements[node.span] else { return node }
            return YAMLNode(.scalar(YAMLScalar(text: text, value: .string, style: .doubleQuoted)), span: node.span)
        case .sequence(let elements): return YAMLNode(.sequence(elements.map(replaced)), span: node.span)
        case .mapping(let entries):
            let entries = entries.map { YAMLEntry(key: $0.key, value: replaced($0.value)) }
            return YAMLNode(.mapping(entries), span: node.span)
        }
    }
}

extension ComposeMap {
    /// Whether two maps have the same keys in the same order with the same values.
    func isSame(as other: ComposeMap) -> Bool {
        count == other.count
            && zip(members, other.members).allSatisfy { left, right in
                left.key.hasBytes(of: right.key) && left.keyKind == right.keyKind && left.value.isSame(as: right.value)
            }
    }
}

extension ComposeValue {
    /// Whether two values are the same, wherever they stand.
    func isSame(as other: ComposeValue) -> Bool {
        switch (content, other.content) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.unsigned(let left), .unsigned(let right)): left == right
        case (.float(let left), .float(let right)): left == right || (left.isNaN && right.isNaN)
        case (.string(let left), .string(let right)): left.hasBytes(of: right)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.map(let left), .map(let right)): left.isSame(as: right)
        default: false
        }
    }
}
