import Diagnostics

@testable import YAML

/// A text as a test reads it.
func parse(_ text: String, limits: YAMLLimits = .default) -> YAMLDocument {
    parse(Array(text.utf8), limits: limits)
}

func parse(_ bytes: [UInt8], limits: YAMLLimits = .default) -> YAMLDocument {
    YAMLDocument.parse(SourceText(path: "t.yml", bytes: bytes), limits: limits)
}

extension YAMLDocument {
    /// The bytes of the text that a span covers.
    func text(_ span: SourceSpan) -> String {
        String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
    }

    /// Every node with its path and the text its span covers, in order, one a row: `/a/0 = text`.
    var outline: [String] {
        var rows: [String] = []
        func walk(_ node: YAMLNode, _ path: String) {
            rows.append("\(path.isEmpty ? "/" : path) = \(text(node.span))")
            for (index, element) in (node.elements ?? []).enumerated() { walk(element, "\(path)/\(index)") }
            for entry in node.entries ?? [] { walk(entry.value, "\(path)/\(entry.key.scalar?.text ?? "?")") }
        }
        if let root { walk(root, "") }
        return rows
    }
}

extension YAMLNode {
    /// The node on one line, scalars as they are written again, in the order of the pairs.
    var flat: String {
        switch content {
        case .scalar(let scalar): scalar.reencoded
        case .sequence(let elements): "[\(elements.map(\.flat).joined(separator: ","))]"
        case .mapping(let entries): "{\(entries.map { "\($0.key.flat):\($0.value.flat)" }.joined(separator: ","))}"
        }
    }
}
