import Encodings

/// Writes scalars, keeping count of the column for folding.
struct ScalarWriter {
    private(set) var bytes: [UInt8] = []
    private var lineStart = 0
    private let width: Int?

    init(width: Int?) { self.width = width }

    private var column: Int { bytes.count - lineStart }

    mutating func text(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        if text.utf8.last == UInt8(ascii: "\n") { lineStart = bytes.count }
    }

    mutating func line(_ text: String) {
        self.text(text)
        endLine()
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        lineStart = bytes.count
    }

    mutating func indent(_ count: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    }

    mutating func scalar(_ scalar: YAMLScalar, indent: Int, isKey: Bool) {
        switch scalar.value {
        case .string: string(scalar.text, indent: indent, isKey: isKey)
        case .null: text("null")
        case .float: text(Self.float(scalar))
        case .binary(let bytes): text("!!binary " + String(decoding: Base64.encoded(bytes), as: UTF8.self))
        case .boolean, .integer, .unsigned: text(scalar.reencoded)
        }
    }

    /// A float's text; with a point where the digits alone would read as an integer.
    private static func float(_ scalar: YAMLScalar) -> String {
        let text = scalar.reencoded
        if case .float = ScalarResolver.plain(text) { return text }
        return text + ".0"
    }

    private mutating func string(_ text: String, indent: Int, isKey: Bool) {
        switch ScalarForm(of: text) {
        case .plain: folded(text, indent: indent, isKey: isKey)
        case .singleQuoted: singleQuoted(text, indent: indent, isKey: isKey)
        case .doubleQuoted: doubleQuoted(text, indent: isKey ? nil : indent)
        case .literal: isKey ? doubleQuoted(text, indent: nil) : literal(text, indent: indent)
        }
    }

    private mutating func folded(_ text: String, indent: Int, isKey: Bool) {
        let text = Array(text.utf8)
        for (offset, byte) in text.enumerated() {
            if !isKey, breaks(at: offset, in: text) {
                newLine(indent)
            } else {
                bytes.append(byte)
            }
        }
    }

    private mutating func singleQuoted(_ text: String, indent: Int, isKey: Bool) {
        bytes.append(UInt8(ascii: "'"))
        let text = Array(text.utf8)
        for (offset, byte) in text.enumerated() {
            if !isKey, offset > 0, offset + 1 < text.count, breaks(at: offset, in: text) {
                newLine(indent)
                continue
            }
            bytes.append(byte)
            if byte == UInt8(ascii: "'") { bytes.append(byte) }
        }
        bytes.append(UInt8(ascii: "'"))
    }

    /// Whether a line ends at the space at `offset`: past the width, and no blank beside it, which folding would take.
    private func breaks(at offset: Int, in text: [UInt8]) -> Bool {
        guard let width, column > width, text[offset] == UInt8(ascii: " ") else { return false }
        guard offset > 0, offset + 1 < text.count else { return false }
        return !ScalarForm.isBlank(text[offset - 1]) && !ScalarForm.isBlank(text[offset + 1])
    }

    private mutating func newLine(_ indent: Int) {
        endLine()
        self.indent(indent)
    }

    /// Writes a string in double quotes; folded only when there is an indent to fold to.
    mutating func doubleQuoted(_ text: String, indent: Int?) {
        bytes.append(UInt8(ascii: "\""))
        let content = Array(text.utf8)
        var offset = 0
        for scalar in text.unicodeScalars {
            if let indent, offset > 0, offset + 1 < content.count, breaks(at: offset, in: content) {
                newLine(indent)
            } else {
                escaped(scalar)
            }
            offset += UTF8.width(scalar)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text("\\\"")
        case "\\": text("\\\\")
        case "\n": text("\\n")
        case "\t": text("\\t")
        case "\r": text("\\r")
        default:
            if ScalarForm.isPrintable(scalar) {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                text(Self.hexadecimal(scalar.value))
            }
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let (mark, length) = value < 0x100 ? ("\\x", 2) : value < 0x1_0000 ? ("\\u", 4) : ("\\U", 8)
        return mark + String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
    }

    private mutating func literal(_ text: String, indent: Int) {
        let content = Array(text.utf8)
        let newline = UInt8(ascii: "\n")
        let trailing = content.reversed().prefix { $0 == newline }.count
        self.text(trailing == 0 ? "|-" : trailing == 1 ? "|" : "|+")
        let lines = content.dropLast(trailing > 0 ? 1 : 0).split(separator: newline, omittingEmptySubsequences: false)
        for line in lines {
            endLine()
            guard !line.isEmpty else { continue }
            self.indent(max(indent, 2))
            bytes.append(contentsOf: line)
        }
    }
}
