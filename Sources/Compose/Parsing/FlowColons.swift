import Diagnostics
import YAML

/// Finds what the reference's parser refuses and ours reads: within brackets or braces, an unquoted text with a `:` that
/// no blank follows, such as `[80:80]`.
struct FlowColons {
    private let source: SourceText
    private var found: [(text: String, span: SourceSpan)] = []

    static func find(in root: YAMLNode, of source: SourceText, _ findings: inout Findings) {
        var search = FlowColons(source: source)
        search.visit(root, isInFlow: false, &findings)
        guard !search.found.isEmpty else { return }
        var seen: Set<SourceSpan> = []
        for (text, span) in search.found.sorted(by: { $0.span.start < $1.span.start }) where seen.insert(span).inserted
        {
            findings.add(.colonInFlow(text), at: Origin(path: source.path, span: span))
            findings.stop(.parsing, .syntax(line: search.line(of: span), problem: "found unexpected ':'"))
        }
    }

    private init(source: SourceText) { self.source = source }

    private func line(of span: SourceSpan) -> Int? {
        let line = source.position(at: span.start).line - 1
        return line > 0 ? line : nil
    }

    private mutating func visit(_ node: YAMLNode, isInFlow: Bool, _ findings: inout Findings) {
        guard findings.goesOn() else { return }
        switch node.content {
        case .scalar(let scalar):
            guard isInFlow, scalar.style == .plain, Self.hasColon(scalar.text) else { return }
            found.append((scalar.text, node.span))
        case .sequence(let elements):
            let isInFlow = isInFlow || begins(node, with: UInt8(ascii: "["), &findings)
            for element in elements { visit(element, isInFlow: isInFlow, &findings) }
        case .mapping(let entries):
            let isInFlow = isInFlow || begins(node, with: UInt8(ascii: "{"), &findings)
            for entry in entries {
                visit(entry.key, isInFlow: isInFlow, &findings)
                visit(entry.value, isInFlow: isInFlow, &findings)
            }
        }
    }

    private static func hasColon(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return colon != bytes.startIndex && bytes.index(after: colon) != bytes.endIndex
    }

    /// Whether a node's text, after an anchor or a tag, begins with a bracket.
    private func begins(_ node: YAMLNode, with bracket: UInt8, _ findings: inout Findings) -> Bool {
        let whole = source.bytes[node.span.start..<max(node.span.start, node.span.end)]
        var text = whole
        // An alias repeats its anchor, however long that is.
        defer { _ = findings.goesOn(after: text.startIndex - whole.startIndex) }
        while let first = text.first, first == UInt8(ascii: "&") || first == UInt8(ascii: "!") {
            text = text.drop { $0 > UInt8(ascii: " ") }.drop { $0 <= UInt8(ascii: " ") }
        }
        return text.first == bracket
    }
}
