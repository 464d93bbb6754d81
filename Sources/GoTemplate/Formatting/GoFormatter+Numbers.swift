import GoText

extension GoFormatter {
    // MARK: Integers

    mutating func integer(_ number: Int64, _ type: IntegerType, _ verb: UInt8, _ value: Value) {
        let isNegative = !type.isUnsigned && number < 0
        let magnitude = type.isUnsigned ? UInt64(bitPattern: number) : number.magnitude
        switch verb {
        case UInt8(ascii: "v") where flags.sharpV && type.isUnsigned:
            let sharp = flags.sharp
            flags.sharp = true
            digits(magnitude, negative: false, radix: 16, verb: UInt8(ascii: "x"))
            flags.sharp = sharp
        case UInt8(ascii: "v"), UInt8(ascii: "d"): digits(magnitude, negative: isNegative, radix: 10, verb: verb)
        case UInt8(ascii: "b"): digits(magnitude, negative: isNegative, radix: 2, verb: verb)
        case UInt8(ascii: "o"), UInt8(ascii: "O"): digits(magnitude, negative: isNegative, radix: 8, verb: verb)
        case UInt8(ascii: "x"), UInt8(ascii: "X"): digits(magnitude, negative: isNegative, radix: 16, verb: verb)
        case UInt8(ascii: "c"):
            var bytes: [UInt8] = []
            Rune.append(Self.rune(magnitude, isNegative), to: &bytes)
            pad(bytes)
        case UInt8(ascii: "q"): pad(GoQuote.quoteRune(Self.rune(magnitude, isNegative), ascii: flags.plus))
        case UInt8(ascii: "U"): codePoint(magnitude)
        default: badVerb(verb, value)
        }
    }

    private static func rune(_ magnitude: UInt64, _ isNegative: Bool) -> UInt32 {
        isNegative || magnitude > 0x10FFFF ? Rune.replacement : UInt32(magnitude)
    }

    private mutating func codePoint(_ value: UInt64) {
        let hexadecimal = String(value, radix: 16, uppercase: true)
        let least = max(flags.precision ?? 4, 4)
        var text = Array("U+".utf8)
        text += repeatElement(UInt8(ascii: "0"), count: max(0, least - hexadecimal.utf8.count))
        text += Array(hexadecimal.utf8)
        if flags.sharp, value <= 0x10FFFF, Rune.isPrintable(UInt32(value)) {
            text += Array(" '".utf8)
            Rune.append(UInt32(value), to: &text)
            text.append(UInt8(ascii: "'"))
        }
        let zero = flags.zero
        flags.zero = false
        pad(text)
        flags.zero = zero
    }

    /// `fmt.fmtInteger`: sign, prefix, and digits filled up to the precision, or to the width with the zero flag.
    private mutating func digits(_ magnitude: UInt64, negative: Bool, radix: Int, verb: UInt8) {
        var least = flags.precision ?? 0
        if flags.precision == 0, magnitude == 0 {
            let zero = flags.zero
            flags.zero = false
            pad(Array(repeating: UInt8(ascii: " "), count: flags.width ?? 0))
            flags.zero = zero
            return
        }
        if flags.precision == nil, flags.zero, !flags.minus, let width = flags.width {
            least = width
            if negative || flags.plus || flags.space { least -= 1 }
        }
        let text = String(magnitude, radix: radix, uppercase: verb == UInt8(ascii: "X"))
        let zeros = max(0, least - text.utf8.count)
        var bytes: [UInt8] = []
        if negative {
            bytes.append(UInt8(ascii: "-"))
        } else if flags.plus {
            bytes.append(UInt8(ascii: "+"))
        } else if flags.space {
            bytes.append(UInt8(ascii: " "))
        }
        bytes += prefix(radix, verb, hasZero: zeros > 0 || text.utf8.first == UInt8(ascii: "0"))
        bytes += repeatElement(UInt8(ascii: "0"), count: zeros)
        bytes += Array(text.utf8)
        let zero = flags.zero
        flags.zero = false
        pad(bytes)
        flags.zero = zero
    }

    private func prefix(_ radix: Int, _ verb: UInt8, hasZero: Bool) -> [UInt8] {
        if verb == UInt8(ascii: "O") { return Array("0o".utf8) }
        guard flags.sharp else { return [] }
        switch radix {
        case 2: return Array("0b".utf8)
        case 8: return hasZero ? [] : Array("0".utf8)
        case 16: return verb == UInt8(ascii: "X") ? Array("0X".utf8) : Array("0x".utf8)
        default: return []
        }
    }

    // MARK: Floating point

    mutating func float(_ number: Double, _ verb: UInt8, _ value: Value) {
        guard let text = floatText(number, verb) else { return badVerb(verb, value) }
        // Whatever the precision, all digits of the exact number are made first.
        if flags.precision != nil { count(1_024) }
        padNumber(text, isFinite: number.isFinite)
    }

    mutating func complex(_ real: Double, _ imaginary: Double, _ verb: UInt8, _ value: Value) {
        guard floatText(real, verb) != nil else { return badVerb(verb, value) }
        let plus = flags.plus
        output.append(UInt8(ascii: "("))
        float(real, verb, value)
        flags.plus = true
        float(imaginary, verb, value)
        flags.plus = plus
        output += Array("i)".utf8)
    }

    /// The text of a number under a verb, without its padding; nil for a verb that is not for numbers with a point.
    private func floatText(_ number: Double, _ verb: UInt8) -> [UInt8]? {
        let precision = flags.precision
        switch verb {
        case UInt8(ascii: "v"): return FloatText.text(number, .general, precision: precision)
        case UInt8(ascii: "g"), UInt8(ascii: "G"):
            return cased(FloatText.text(number, .general, precision: precision), verb)
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            return cased(FloatText.text(number, .exponent, precision: precision ?? 6), verb)
        case UInt8(ascii: "f"), UInt8(ascii: "F"): return FloatText.text(number, .fixed, precision: precision ?? 6)
        case UInt8(ascii: "b"): return FloatText.binary(number)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return cased(FloatText.hexadecimal(number, precision: precision), verb)
        default: return nil
        }
    }

    private func cased(_ text: [UInt8], _ verb: UInt8) -> [UInt8] {
        guard verb < UInt8(ascii: "a") else { return text }
        return text.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 & 0xDF : $0 }
    }

    /// Pads a number: zeros go behind the sign, and never before `Inf` and `NaN`.
    private mutating func padNumber(_ text: [UInt8], isFinite: Bool) {
        var sign: [UInt8] = []
        var digits = text[...]
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") || flags.plus ? [first] : []
            digits.removeFirst()
        } else if flags.plus {
            sign = [UInt8(ascii: "+")]
        }
        if sign.isEmpty, flags.space { sign = [UInt8(ascii: " ")] }
        if sign.isEmpty, !isFinite, text.first == UInt8(ascii: "+") { sign = [UInt8(ascii: "+")] }
        let zero = flags.zero
        defer { flags.zero = zero }
        if !isFinite { flags.zero = false }
        guard flags.zero, !flags.minus, let width = flags.width, width > sign.count + digits.count else {
            flags.zero = false
            return pad(sign + digits)
        }
        output += sign
        output += repeatElement(UInt8(ascii: "0"), count: width - sign.count - digits.count)
        output += digits
    }
}
