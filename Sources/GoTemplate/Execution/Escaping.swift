import GoText

/// `html`, `js` and `urlquery`, after Go's `funcs.go` and `net/url`.
enum Escaping {
    /// What stands for a byte, where something does.
    private static let entities: [[UInt8]?] = {
        var entities = [[UInt8]?](repeating: nil, count: 256)
        entities[0] = Array("\u{FFFD}".utf8)
        for (byte, entity) in [("\"", "&#34;"), ("'", "&#39;"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")] {
            entities[Int(byte.utf8.first ?? 0)] = Array(entity.utf8)
        }
        return entities
    }()

    static func html(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            if let entity = entities[Int(byte)] {
                output += entity
            } else {
                output.append(byte)
            }
        }
        return output
    }

    static func javaScript(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let (value, width) = Rune.decode(bytes, at: index)
            appendJavaScript(value, bytes[index..<index + width], to: &output)
            index += width
        }
        return output
    }

    private static func appendJavaScript(_ value: UInt32, _ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        switch value {
        case 0x5C, 0x27, 0x22:
            output.append(UInt8(ascii: "\\"))
            output.append(UInt8(truncatingIfNeeded: value))
        case 0..<0x20, 0x3C, 0x3E, 0x26, 0x3D: appendUnicode(value, to: &output)
        case 0x20..<0x80: output.append(UInt8(truncatingIfNeeded: value))
        default:
            if Rune.isPrintable(value) { output += bytes } else { appendUnicode(value, to: &output) }
        }
    }

    private static func appendUnicode(_ value: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        // Four digits, and more where the value has them.
        for place in (0..<6).reversed() where place < 4 || value >> UInt32(4 * place) != 0 {
            output.append(hexadecimal[Int(value >> UInt32(4 * place) & 15)])
        }
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// `url.QueryEscape`.
    static func query(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                output.append(byte)
            case UInt8(ascii: " "): output.append(UInt8(ascii: "+"))
            default:
                output.append(UInt8(ascii: "%"))
                output.append(hexadecimal[Int(byte >> 4)])
                output.append(hexadecimal[Int(byte & 15)])
            }
        }
        return output
    }
}
