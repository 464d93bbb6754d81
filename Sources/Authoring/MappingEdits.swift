import Diagnostics
import YAML

/// Edits of a YAML text at the places of its nodes. Everything else stays byte for byte: comments, quotes, line ends, order.
struct MappingEdits {
    private let source: SourceText
    private var edits: [(span: SourceSpan, text: [UInt8])] = []

    init(_ source: SourceText) { self.source = source }

    /// The text after all edits, of which no two may be at one place.
    var bytes: [UInt8] {
        var (bytes, position) = ([UInt8](), 0)
        for edit in edits.sorted(by: { $0.span.start < $1.span.start }) where edit.span.start >= position {
            bytes += source.bytes[position..<edit.span.start] + edit.text
            position = edit.span.end
        }
        return bytes + source.bytes[position...]
    }

    /// Gives a key of a mapping a text for a value: in place of the value that it has, in its quotes, or else on a line of its own
    /// behind the first of `others` that has a value of one line. Where there is none of these nothing changes.
    mutating func set(_ key: String, to text: String, in mapping: YAMLNode, behind others: [String] = []) {
        let entries = mapping.entries ?? []
        if let entry = entries.first(where: { $0.key.scalar?.text == key }) { return replace(entry.value, with: text) }
        let anchors = others.compactMap { name in entries.first { $0.key.scalar?.text == name && isOneLine($0.value) } }
        guard let anchor = anchors.first else { return }
        let style = anchor.value.scalar?.style ?? .plain
        insert("\(key): \(YAMLText.scalar(text, as: style))", behind: anchor, in: mapping)
    }

    private func isOneLine(_ value: YAMLNode) -> Bool {
        value.scalar != nil && !source.bytes[value.span.start..<value.span.end].contains(UInt8(ascii: "\n"))
    }

    /// Takes a key of a mapping away, with the rest of its line.
    mutating func remove(_ key: String, from mapping: YAMLNode) {
        let entries = mapping.entries ?? []
        guard let index = entries.firstIndex(where: { $0.key.scalar?.text == key }) else { return }
        let entry = entries[index]
        guard isFlow(mapping) else {
            let end = lineEnd(entry.value.span.end)
            return edits.append((SourceSpan(lineStart(entry.key.span.start), end), []))
        }
        let start = index > 0 ? entries[index - 1].value.span.end : entry.key.span.start
        let isFirst = index == 0 && entries.count > 1
        let end = isFirst ? entries[1].key.span.start : entry.value.span.end
        edits.append((SourceSpan(start, end), []))
    }

    private mutating func replace(_ value: YAMLNode, with text: String) {
        let written = YAMLText.scalar(text, as: value.scalar?.style ?? .plain)
        let isAbsent = value.span.start == value.span.end
        let before = value.span.start > 0 ? source.bytes[value.span.start - 1] : 0
        let blank = isAbsent && before != UInt8(ascii: " ") ? " " : ""
        let end =
            !isAbsent && source.bytes[value.span.end - 1] == UInt8(ascii: "\n") ? newline(before: value.span.end) : ""
        edits.append((value.span, Array((blank + written + end).utf8)))
    }

    private mutating func insert(_ entry: String, behind anchor: YAMLEntry, in mapping: YAMLNode) {
        if isFlow(mapping) {
            let end = anchor.value.span.end
            return edits.append((SourceSpan(end, end), Array(", \(entry)".utf8)))
        }
        let start = lineStart(anchor.key.span.start)
        let indent = String(repeating: " ", count: anchor.key.span.start - start)
        let end = lineEnd(anchor.value.span.end)
        let isEnded = end > 0 && source.bytes[end - 1] == UInt8(ascii: "\n")
        let line = isEnded ? indent + entry + newline(before: end) : newline(before: end) + indent + entry
        edits.append((SourceSpan(end, end), Array(line.utf8)))
    }

    private func isFlow(_ mapping: YAMLNode) -> Bool {
        source.bytes.dropFirst(mapping.span.start).first == UInt8(ascii: "{")
    }

    private func lineStart(_ offset: Int) -> Int {
        source.bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// Just past the line feed that ends the line, or the end of the text.
    private func lineEnd(_ offset: Int) -> Int {
        source.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? source.bytes.count
    }

    private func newline(before end: Int) -> String {
        let first = source.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0
        let feed = end > 1 && source.bytes[end - 1] == UInt8(ascii: "\n") ? end - 1 : first
        return feed > 0 && source.bytes[feed - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }
}
