/// Writes a tree as YAML text that reads back as the same tree.
///
/// The layout is go-yaml's: two spaces for a level, lists not indented below their key, text over several lines as a
/// literal block, everything else plain where that is safe and quoted where it is not. The order of keys is the tree's.
public struct YAMLEmitter {
    private var output: ScalarWriter

    /// The text of a tree. With a width, long scalars are folded over lines where go-yaml folds them.
    public static func emit(_ node: YAMLNode, width: Int? = nil) -> [UInt8] {
        var emitter = YAMLEmitter(output: ScalarWriter(width: width))
        emitter.block(node, indent: 0, first: true)
        return emitter.output.bytes
    }

    /// The text of a string as a scalar that may stand anywhere a quoted one may.
    public static func quoted(_ text: String) -> [UInt8] {
        var output = ScalarWriter(width: nil)
        output.doubleQuoted(text, indent: 0)
        return output.bytes
    }

    /// Writes a node whose line, up to `indent`, is already begun when `first` is set.
    private mutating func block(_ node: YAMLNode, indent: Int, first: Bool) {
        switch node.content {
        case .scalar(let scalar): line(scalar, indent: indent)
        case .sequence(let elements): sequence(elements, indent: indent, first: first)
        case .mapping(let entries): mapping(entries, indent: indent, first: first)
        }
    }

    private mutating func line(_ scalar: YAMLScalar, indent: Int) {
        output.scalar(scalar, indent: indent, isKey: false)
        output.endLine()
    }

    private mutating func sequence(_ elements: [YAMLNode], indent: Int, first: Bool) {
        guard !elements.isEmpty else { return output.line("[]") }
        for (index, element) in elements.enumerated() {
            if index > 0 || !first { output.indent(indent) }
            output.text("- ")
            block(element, indent: indent + 2, first: true)
        }
    }

    private mutating func mapping(_ entries: [YAMLEntry], indent: Int, first: Bool) {
        guard !entries.isEmpty else { return output.line("{}") }
        for (index, entry) in entries.enumerated() {
            if index > 0 || !first { output.indent(indent) }
            key(entry.key, indent: indent)
            output.text(":")
            value(entry.value, indent: indent)
        }
    }

    private mutating func key(_ node: YAMLNode, indent: Int) {
        if let scalar = node.scalar, scalar.text.utf8.count < 128 {
            output.scalar(scalar, indent: indent, isKey: true)
        } else {
            output.text("? ")
            flow(node)
            output.endLine()
            output.indent(indent)
        }
    }

    private mutating func value(_ node: YAMLNode, indent: Int) {
        switch node.content {
        case .scalar(let scalar):
            output.text(" ")
            line(scalar, indent: indent + 2)
        case .sequence(let elements):
            output.text(elements.isEmpty ? " " : "\n")
            sequence(elements, indent: indent, first: elements.isEmpty)
        case .mapping(let entries):
            output.text(entries.isEmpty ? " " : "\n")
            mapping(entries, indent: indent + 2, first: entries.isEmpty)
        }
    }

    /// A key that is no short scalar, on one line.
    private mutating func flow(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar): output.scalar(scalar, indent: 0, isKey: true)
        case .sequence(let elements): flow(elements, "[", "]") { $0.flow($1) }
        case .mapping(let entries):
            flow(entries, "{", "}") { emitter, entry in
                emitter.flow(entry.key)
                emitter.output.text(": ")
                emitter.flow(entry.value)
            }
        }
    }

    private mutating func flow<Element>(
        _ elements: [Element], _ open: String, _ close: String, _ write: (inout YAMLEmitter, Element) -> Void
    ) {
        output.text(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { output.text(", ") }
            write(&self, element)
        }
        output.text(close)
    }
}
