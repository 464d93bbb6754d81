/// Characters as Go's `unicode` and `unicode/utf8` packages see them: code points, and U+FFFD of width 1 for a byte
/// that begins no character.
package enum Rune {
    /// What Go reads where bytes are not UTF-8.
    package static let replacement: UInt32 = 0xFFFD

    /// The character at `index` and how many bytes it takes; an invalid byte is (U+FFFD, 1).
    package static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (value: UInt32, width: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let (width, minimum): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (2, 0x80)
            case 0xE0...0xEF: (3, 0x800)
            case 0xF0...0xF4: (4, 0x10000)
            default: (1, 0)
            }
        guard width > 1, index + width <= bytes.count else { return (replacement, 1) }
        var value = UInt32(first) & (0xFF >> UInt32(width + 1))
        for next in bytes[index + 1..<index + width] {
            guard next & 0xC0 == 0x80 else { return (replacement, 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        guard value >= minimum, Unicode.Scalar(value) != nil else { return (replacement, 1) }
        return (value, width)
    }

    /// The character at `index` of an array; see ``decode(_:at:)``.
    package static func decode(_ bytes: [UInt8], at index: Int) -> (value: UInt32, width: Int) {
        bytes.withUnsafeBufferPointer { decode($0, at: index) }
    }

    /// Appends a character as UTF-8; what is no character becomes U+FFFD.
    package static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        let value = Unicode.Scalar(value) == nil ? replacement : value
        if value < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: value)) }
        let width = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4
        let mark: UInt32 = width == 2 ? 0xC0 : width == 3 ? 0xE0 : 0xF0
        bytes.append(UInt8(truncatingIfNeeded: mark | value >> UInt32(6 * (width - 1))))
        for place in (0..<width - 1).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> UInt32(6 * place) & 0x3F))
        }
    }

    /// How many characters the bytes hold, each invalid byte counting as one.
    package static func count(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var count = 0
            var index = 0
            while index < buffer.count {
                index += buffer[index] < 0x80 ? 1 : decode(buffer, at: index).width
                count += 1
            }
            return count
        }
    }

    /// `unicode.IsLetter`.
    package static func isLetter(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// `unicode.IsDigit`.
    package static func isDigit(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.generalCategory == .decimalNumber
    }

    /// `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
    package static func isPrintable(_ value: UInt32) -> Bool {
        if value < 0x80 { return value >= 0x20 && value < 0x7F }
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case nil, .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return false
        default: return true
        }
    }
}
