import GoText

/// `html`, `js` and `urlquery`, after Go's `funcs.go` and `net/url`.
enum Escaping {
    static func html(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0: output += Array("\u{FFFD}".utf8)
            case UInt8(ascii: "\""): output += Array("&#34;".utf8)
            case UInt8(ascii: "'"): output += Array("&#39;".utf8)
            case UInt8(ascii: "&"): output += Array("&amp;".utf8)
            case UInt8(ascii: "<"): output += Array("&lt;".utf8)
            case UInt8(ascii: ">"): output += Array("&gt;".utf8)
            default: output.append(byte)
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
        case 0x5C, 0x27, 0x22: output += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: value)]
        case 0..<0x20, 0x3C, 0x3E, 0x26, 0x3D: appendUnicode(value, to: &output)
        case 0x20..<0x80: output.append(UInt8(truncatingIfNeeded: value))
        default:
            if Rune.isPrintable(value) { output += bytes } else { appendUnicode(value, to: &output) }
        }
    }

    private static func appendUnicode(_ value: UInt32, to output: inout [UInt8]) {
        let text = String(value, radix: 16, uppercase: true)
        output += Array("\\u".utf8)
        output += repeatElement(UInt8(ascii: "0"), count: max(0, 4 - text.utf8.count))
        output += Array(text.utf8)
    }

    /// `url.QueryEscape`.
    static func query(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                output.append(byte)
            case UInt8(ascii: " "): output.append(UInt8(ascii: "+"))
            default: output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return output
    }
}
