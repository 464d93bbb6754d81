import GoTemplate

/// Reads JSON as the recordings mean it: a number without point and exponent is a Go `int`, any other a `float64`.
struct TestData {
    private let bytes: [UInt8]
    private var position = 0

    static func value(_ json: String) -> Value {
        var reader = TestData(bytes: Array(json.utf8))
        return reader.value()
    }

    /// An object, empty when the text is none.
    static func map(_ json: String) -> GoMap {
        if case .map(let map) = value(json) { map } else { GoMap() }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value() -> Value {
        skipSpaces()
        switch bytes[position] {
        case UInt8(ascii: "{"): return map()
        case UInt8(ascii: "["): return list()
        case UInt8(ascii: "\""): return .string(string())
        case UInt8(ascii: "t"): return word("true", .bool(true))
        case UInt8(ascii: "f"): return word("false", .bool(false))
        case UInt8(ascii: "n"): return word("null", .none)
        default: return number()
        }
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] <= 0x20 || [0x2C, 0x3A].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func word(_ text: String, _ value: Value) -> Value {
        position += text.utf8.count
        return value
    }

    private mutating func number() -> Value {
        let start = position
        while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return Int(text).map(Value.int) ?? .float(Double(text) ?? .nan)
    }

    private mutating func list() -> Value {
        position += 1
        var elements: [Value] = []
        skipSpaces()
        while bytes[position] != UInt8(ascii: "]") {
            elements.append(value())
            skipSpaces()
        }
        position += 1
        return .list(GoList(elements, capacity: GoList.capacityOfDecodedJSON(elements.count)))
    }

    private mutating func map() -> Value {
        position += 1
        let map = GoMap()
        skipSpaces()
        while bytes[position] != UInt8(ascii: "}") {
            let key = string()
            map[key] = value()
            skipSpaces()
        }
        position += 1
        return .map(map)
    }

    private mutating func string() -> [UInt8] {
        position += 1
        var text: [UInt8] = []
        while bytes[position] != UInt8(ascii: "\"") {
            guard bytes[position] == UInt8(ascii: "\\") else {
                text.append(bytes[position])
                position += 1
                continue
            }
            position += 2
            switch bytes[position - 1] {
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "b"): text.append(8)
            case UInt8(ascii: "f"): text.append(12)
            case UInt8(ascii: "u"):
                var value = hexadecimal()
                if (0xD800..<0xDC00).contains(value) {
                    position += 2
                    value = 0x10000 + ((value - 0xD800) << 10) + (hexadecimal() - 0xDC00)
                }
                text += Array(String(Unicode.Scalar(value) ?? "?").utf8)
            case let byte: text.append(byte)
            }
        }
        position += 1
        return text
    }

    private mutating func hexadecimal() -> UInt32 {
        position += 4
        return UInt32(String(decoding: bytes[position - 4..<position], as: UTF8.self), radix: 16) ?? 0
    }
}
