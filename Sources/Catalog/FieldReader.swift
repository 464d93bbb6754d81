import Diagnostics
import YAML

/// Reads typed fields of a YAML mapping as the reference's decoder does, collecting what does not fit.
///
/// The reference decodes into generic values, writes them again and decodes the result into its types, so a string
/// field takes any scalar in its YAML 1.1 form (``YAMLScalar/reencoded``), while a quoted number fits no number field.
struct FieldReader {
    let source: SourceText
    let limits: CatalogLimits
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText, limits: CatalogLimits) {
        self.source = source
        self.limits = limits
    }

    /// Whether anything did not fit its field.
    var failed: Bool { diagnostics.contains { $0.severity == .error } }

    /// The first present of several spellings of one string field; empty when none is.
    mutating func string(_ node: YAMLNode, _ keys: String...) -> String {
        var value = ""
        for key in keys {
            guard let field = node[key], let text = text(field, named: key) else { continue }
            if value.isEmpty { value = text }
        }
        return value
    }

    /// The text of a scalar; nil with a diagnostic for anything else.
    mutating func text(_ node: YAMLNode, named name: String) -> String? {
        guard let scalar = node.scalar else {
            report(.fieldType, node, "\"\(name)\" is \(node.kindName); it takes a single value")
            return nil
        }
        let text = scalar.reencoded
        if text != scalar.text, scalar.value != .null {
            diagnostics.append(changed(scalar, to: text, at: node, named: name))
        }
        return text
    }

    /// An integer field; 0 when absent or null.
    mutating func integer(_ node: YAMLNode, _ key: String) -> Int {
        guard let field = node[key], !field.isNull else { return 0 }
        switch field.scalar?.value {
        case .integer(let value): return value
        case .float(let value) where value.magnitude < 9e15: return Int(value)
        default:
            report(.fieldType, field, "\"\(key)\" is not a number", help: "write a number without quotes")
            return 0
        }
    }

    /// A boolean field; false when absent or null.
    mutating func boolean(_ node: YAMLNode, _ key: String) -> Bool {
        guard let field = node[key], !field.isNull else { return false }
        if case .boolean(let value) = field.scalar?.value { return value }
        report(.fieldType, field, "\"\(key)\" is neither true nor false", help: "write true or false without quotes")
        return false
    }

    /// A list of strings; nil when absent or null.
    mutating func strings(_ node: YAMLNode, _ key: String) -> [String]? {
        guard let field = node[key], !field.isNull else { return nil }
        guard let elements = field.elements else {
            report(.fieldType, field, "\"\(key)\" is \(field.kindName); it takes a list", help: "write - before each")
            return nil
        }
        return bounded(elements, of: field, named: key).map { text($0, named: key) ?? "" }
    }

    /// A map of strings; empty when absent or null.
    mutating func map(_ node: YAMLNode, _ key: String) -> [String: String] {
        guard let field = node[key], !field.isNull else { return [:] }
        guard let entries = field.entries else {
            report(.fieldType, field, "\"\(key)\" is \(field.kindName); it takes a map of texts")
            return [:]
        }
        var map: [String: String] = [:]
        for entry in bounded(entries, of: field, named: key) {
            guard let name = text(entry.key, named: key), let value = text(entry.value, named: key) else { continue }
            map[name] = value
        }
        return map
    }

    /// The first elements, as many as are read, with a diagnostic when there are more.
    mutating func bounded<Element>(_ elements: [Element], of node: YAMLNode, named name: String) -> ArraySlice<Element>
    {
        if elements.count > limits.elements {
            report(
                .tooMany, node, "\"\(name)\" has \(elements.count) elements; only the first \(limits.elements) are read"
            )
        }
        return elements.prefix(limits.elements)
    }

    /// Notes an error at a node.
    mutating func report(_ code: DiagnosticCode, _ node: YAMLNode, _ message: String, help: String? = nil) {
        diagnostics.append(
            Diagnostic(code, .error, message, at: source.location(of: node.span), help: help))
    }

    private func changed(_ scalar: YAMLScalar, to text: String, at node: YAMLNode, named name: String) -> Diagnostic {
        let place = source.location(of: node.span)
        let written = scalar.text.utf8.contains(UInt8(ascii: "\n")) ? "the text" : "`\(scalar.text)`"
        return Diagnostic(
            .scalarChanged, .warning, "\(written) of \"\(name)\" is read as `\(text)`", at: place,
            help: "put it in quotes when it is meant as it stands",
            fixes: [Fix("quote it", safety: .needsReview, at: place, replacement: "\"\(scalar.text)\"")])
    }
}

extension YAMLNode {
    /// What kind of node it is, for a sentence.
    var kindName: String {
        switch content {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}
