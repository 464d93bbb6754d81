/// Go's quoted texts: `strconv.Quote`, `Unquote` and `UnquoteChar`.
package enum GoQuote {
    /// `strconv.Quote`: in double quotes, with Go's escapes for what is not printable.
    package static func quote(_ bytes: [UInt8]) -> [UInt8] { quoted(bytes, by: UInt8(ascii: "\""), ascii: false) }

    /// `strconv.Quote` as text.
    package static func quote(_ text: String) -> String {
        String(decoding: quote(Array(text.utf8)), as: UTF8.self)
    }

    /// `strconv.QuoteToASCII`: as ``quote(_:)-([UInt8])``, with escapes for everything outside ASCII too.
    package static func quoteToASCII(_ bytes: [UInt8]) -> [UInt8] {
        quoted(bytes, by: UInt8(ascii: "\""), ascii: true)
    }

    /// `strconv.QuoteRune` and `QuoteRuneToASCII`: a character in single quotes.
    package static func quoteRune(_ value: UInt32, ascii: Bool = false) -> [UInt8] {
        let valid = Unicode.Scalar(value) == nil ? Rune.replacement : value
        var output: [UInt8] = [UInt8(ascii: "'")]
        appendEscaped(valid, to: &output, quote: UInt8(ascii: "'"), ascii: ascii)
        output.append(UInt8(ascii: "'"))
        return output
    }

    /// `strconv.CanBackquote`: whether the text can stand between backquotes as it is.
    package static func canBackquote(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let (value, width) = Rune.decode(bytes, at: index)
            index += width
            if width > 1 {
                if value == 0xFEFF { return false }
            } else if value == Rune.replacement || value < 0x20 && value != 0x09 || value == 0x60 || value == 0x7F {
                return false
            }
        }
        return true
    }

    private static func quoted(_ bytes: [UInt8], by quote: UInt8, ascii: Bool) -> [UInt8] {
        var output: [UInt8] = [quote]
        output.reserveCapacity(bytes.count + 2)
        var index = 0
        while index < bytes.count {
            let (value, width) = Rune.decode(bytes, at: index)
            if width == 1, value == Rune.replacement {
                output.append(contentsOf: "\\x".utf8)
                appendHex(UInt32(bytes[index]), digits: 2, to: &output)
            } else {
                appendEscaped(value, to: &output, quote: quote, ascii: ascii)
            }
            index += width
        }
        output.append(quote)
        return output
    }

    private static func appendEscaped(_ value: UInt32, to output: inout [UInt8], quote: UInt8, ascii: Bool) {
        if value == UInt32(quote) || value == UInt32(UInt8(ascii: "\\")) {
            output.append(UInt8(ascii: "\\"))
            output.append(UInt8(truncatingIfNeeded: value))
        } else if ascii ? value < 0x80 && Rune.isPrintable(value) : Rune.isPrintable(value) {
            Rune.append(value, to: &output)
        } else if let letter = shortEscapes.first(where: { $0.value == value })?.letter {
            output.append(UInt8(ascii: "\\"))
            output.append(letter)
        } else {
            let isByte = value < 0x20 || value == 0x7F
            let (letter, digits): (Unicode.Scalar, Int) = isByte ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
            output.append(UInt8(ascii: "\\"))
            output.append(UInt8(ascii: letter))
            appendHex(value, digits: digits, to: &output)
        }
    }

    static let shortEscapes: [(letter: UInt8, value: UInt32)] = [
        (UInt8(ascii: "a"), 7), (UInt8(ascii: "b"), 8), (UInt8(ascii: "f"), 12), (UInt8(ascii: "n"), 10),
        (UInt8(ascii: "r"), 13), (UInt8(ascii: "t"), 9), (UInt8(ascii: "v"), 11),
    ]

    private static func appendHex(_ value: UInt32, digits: Int, to output: inout [UInt8]) {
        for place in (0..<digits).reversed() { output.append(hexadecimal[Int(value >> UInt32(4 * place) & 15)]) }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
