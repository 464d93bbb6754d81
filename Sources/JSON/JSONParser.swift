/// Why a text is no JSON, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Where: bytes from the start of the text.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in bytes, from 1.
    public let column: Int

    /// `line 3, column 7: …`.
    public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONNode {
    /// How many lists and objects may stand inside each other.
    public static let deepestNesting = 256

    /// The value that a text spells, by RFC 8259. A name that stands twice in one object is refused, so that nobody can read
    /// the text in two ways.
    public init(parsing text: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(text)
        self = try parser.document()
    }
}

/// One reading of a text.
private struct JSONParser {
    private let text: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: [UInt8]) { self.text = text }

    mutating func document() throws(JSONSyntaxError) -> JSONNode {
        let value = try value()
        skipBlanks()
        guard position == text.count else { throw failure("there is something behind the value") }
        return value
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONNode {
        skipBlanks()
        switch peek {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.list() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case 0: throw failure("the text ends where a value should stand")
        default: throw failure("here should stand a value")
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONSyntaxError) -> JSONNode
    ) throws(JSONSyntaxError) -> JSONNode {
        guard depth < JSONNode.deepestNesting else {
            throw failure("more than \(JSONNode.deepestNesting) lists and objects stand inside each other")
        }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try read(&self)
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONNode {
        var members: [String: JSONNode] = [:]
        if takes(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            let start = position
            guard peek == UInt8(ascii: "\"") else { throw failure("here should stand a name in double quotes") }
            let name = try string()
            guard members[name] == nil else { throw failure("the name \"\(name)\" stands here twice", at: start) }
            guard takes(UInt8(ascii: ":")) else { throw failure("a : should follow the name") }
            members[name] = try value()
        } while takes(UInt8(ascii: ","))
        guard takes(UInt8(ascii: "}")) else { throw failure("here should stand a , or a }") }
        return .object(members)
    }

    private mutating func list() throws(JSONSyntaxError) -> JSONNode {
        var elements: [JSONNode] = []
        if takes(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value()) } while takes(UInt8(ascii: ","))
        guard takes(UInt8(ascii: "]")) else { throw failure("here should stand a , or a ]") }
        return .array(elements)
    }

    private mutating func word(_ word: String, _ value: JSONNode) throws(JSONSyntaxError) -> JSONNode {
        guard text[position...].starts(with: word.utf8) else { throw failure("here should stand a value") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> JSONNode {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek | 0x20 == UInt8(ascii: "e") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        guard let number = JSONNumber(literal: String(decoding: text[start..<position], as: UTF8.self)) else {
            throw failure("the number is too large", at: start)
        }
        return .number(number)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        guard isDigit(peek) else { throw failure("here should stand a digit") }
        while isDigit(peek) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    // MARK: Texts

    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = position
        position += 1
        var bytes: [UInt8] = []
        while true {
            let plain = position
            while position < text.count, text[position] >= 0x20, !"\"\\".utf8.contains(text[position]) { position += 1 }
            bytes += text[plain..<position]
            guard position < text.count else { throw failure("the text in quotes does not end", at: start) }
            switch text[position] {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: bytes, as: UTF8.self) else {
                    throw failure("the text is not UTF-8", at: start)
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &bytes)
            default: throw failure("a control character must be written as \\u00XX")
            }
        }
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) {
        let start = position
        position += 1
        let letter = peek
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): bytes += Array(String(try character(startingAt: start)).utf8)
        default: throw failure("no such escape", at: start)
        }
    }

    /// The character of one escape such as `\u00e9`, or of two that make one.
    private mutating func character(startingAt start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimal()
        var value = UInt32(first)
        if first >= 0xD800, first < 0xDC00 {
            guard text[position...].starts(with: "\\u".utf8) else { throw failure("half a character", at: start) }
            position += 2
            let second = try hexadecimal()
            guard second >= 0xDC00, second < 0xE000 else { throw failure("half a character", at: start) }
            value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure("half a character", at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt16 {
        let end = position + 4
        guard end <= text.count, text[position..<end].allSatisfy({ $0.isHexadecimalDigit }),
            let value = UInt16(String(decoding: text[position..<end], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits should follow \\u") }
        position = end
        return value
    }

    // MARK: Bytes

    /// The byte at the position; 0 at the end.
    private var peek: UInt8 { position < text.count ? text[position] : 0 }

    private mutating func skipBlanks() {
        while position < text.count, " \t\r\n".utf8.contains(text[position]) { position += 1 }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard peek == byte, position < text.count else { return false }
        position += 1
        return true
    }

    private func failure(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
        let offset = offset ?? position
        let before = text.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONSyntaxError(message: message, offset: offset, line: line, column: offset - start + 1)
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
