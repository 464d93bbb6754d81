/// How a string is written so that it reads back as the same string.
enum ScalarForm {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal

    init(of text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else {
            self = .doubleQuoted
            return
        }
        let facts = Facts(text, bytes)
        if facts.isSpecial {
            self = .doubleQuoted
        } else if facts.hasLineBreak {
            self = Self.canBeLiteral(bytes) ? .literal : .doubleQuoted
        } else if Self.looksTyped(text, bytes) {
            self = .doubleQuoted
        } else {
            let isPlain = !facts.hasIndicator && !Self.isBlank(first) && !Self.isBlank(last) && Self.canBegin(bytes)
            self = isPlain ? .plain : .singleQuoted
        }
    }

    /// What one pass over the text finds.
    private struct Facts {
        var isSpecial = false
        var hasLineBreak = false
        var hasIndicator = false

        init(_ text: String, _ bytes: [UInt8]) {
            for (offset, byte) in bytes.enumerated() {
                switch byte {
                case UInt8(ascii: "\n"): hasLineBreak = true
                case UInt8(ascii: ":"):
                    hasIndicator = hasIndicator || offset + 1 == bytes.count || isBlank(bytes[offset + 1])
                case UInt8(ascii: "#"): hasIndicator = hasIndicator || (offset > 0 && isBlank(bytes[offset - 1]))
                case UInt8(ascii: "\t"): hasIndicator = true
                case 0..<0x20, 0x7F: isSpecial = true
                default: break
                }
            }
            if !isSpecial, bytes.contains(where: { $0 >= 0x80 }) {
                isSpecial = text.unicodeScalars.contains { $0.value >= 0x80 && !isPrintable($0) }
            }
        }
    }

    /// Whether a scalar may stand unescaped; the line breaks beyond ASCII may not.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Whether a plain scalar may begin like this.
    private static func canBegin(_ bytes: [UInt8]) -> Bool {
        switch bytes[0] {
        case UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            false
        case UInt8(ascii: "-"): bytes.count > 1 && !isBlank(bytes[1]) && !bytes.starts(with: Array("---".utf8))
        case UInt8(ascii: "."): !bytes.starts(with: Array("...".utf8))
        default: true
        }
    }

    /// Whether the text, unquoted, would be a number, a truth value, nothing, a merge, or base 60 to other parsers.
    private static func looksTyped(_ text: String, _ bytes: [UInt8]) -> Bool {
        if ScalarResolver.plain(text) != .string || text == "<<" || text == "=" { return true }
        guard bytes.contains(UInt8(ascii: ":")) else { return false }
        return bytes.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+")
        }
    }

    /// Whether a literal block reads back as the text: its first line must begin it, and no line be blank but for spaces.
    private static func canBeLiteral(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, !isBlank(first), first != UInt8(ascii: "\n") else { return false }
        return bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in !line.allSatisfy(isBlank) }
    }
}
