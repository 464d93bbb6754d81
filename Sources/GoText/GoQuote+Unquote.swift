extension GoQuote {
    /// `strconv.Unquote` of a text in double quotes or backquotes; nil where Go says `invalid syntax`.
    package static func unquote(_ literal: ArraySlice<UInt8>) -> [UInt8]? {
        guard let quote = literal.first, literal.count >= 2, literal.last == quote else { return nil }
        let inner = literal.dropFirst().dropLast()
        switch quote {
        case UInt8(ascii: "`"):
            return inner.contains(quote) ? nil : inner.filter { $0 != UInt8(ascii: "\r") }
        case UInt8(ascii: "\""):
            return unescape(inner)
        default:
            return nil
        }
    }

    private static func unescape(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var rest = text
        while let first = rest.first {
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "\n") { return nil }
            if first != UInt8(ascii: "\\") {
                output.append(first)
                rest.removeFirst()
                continue
            }
            guard let character = unquoteCharacter(&rest, quote: UInt8(ascii: "\"")) else { return nil }
            if character.isByte {
                output.append(UInt8(truncatingIfNeeded: character.value))
            } else {
                Rune.append(character.value, to: &output)
            }
        }
        return output
    }

    /// `strconv.UnquoteChar`: takes one character or escape from the front of `text`; nil where Go says `invalid
    /// syntax`. `isByte` is true for `\x` and octal escapes, which name a byte and no character.
    package static func unquoteCharacter(
        _ text: inout ArraySlice<UInt8>, quote: UInt8
    ) -> (value: UInt32, isByte: Bool)? {
        guard let first = text.first else { return nil }
        if first == quote, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") { return nil }
        guard first == UInt8(ascii: "\\") else {
            let (value, width) = Rune.decode(Array(text.prefix(4)), at: 0)
            text = text.dropFirst(width)
            return (value, false)
        }
        text.removeFirst()
        let escaped = text
        guard let escape = text.popFirst() else { return nil }
        if let short = shortEscapes.first(where: { $0.letter == escape }) { return (short.value, false) }
        switch escape {
        case UInt8(ascii: "x"): return digits(2, radix: 16, &text).map { ($0, true) }
        case UInt8(ascii: "u"): return digits(4, radix: 16, &text).flatMap(character)
        case UInt8(ascii: "U"): return digits(8, radix: 16, &text).flatMap(character)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            text = escaped
            return digits(3, radix: 8, &text).flatMap { $0 <= 255 ? ($0, true) : nil }
        case UInt8(ascii: "\\"): return (UInt32(escape), false)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return escape == quote ? (UInt32(escape), false) : nil
        default: return nil
        }
    }

    private static func character(_ value: UInt32) -> (value: UInt32, isByte: Bool)? {
        Unicode.Scalar(value) == nil ? nil : (value, false)
    }

    private static func digits(_ count: Int, radix: Int, _ text: inout ArraySlice<UInt8>) -> UInt32? {
        let digits = text.prefix(count)
        guard digits.count == count, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        text = text.dropFirst(count)
        return UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
    }
}
