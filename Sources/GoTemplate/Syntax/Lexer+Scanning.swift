import GoText

/// Looking at bytes, and the scanning of numbers.
extension Lexer {
    func byteAt(_ index: Int) -> UInt8? { index < source.count ? source[index] : nil }

    func isAt(_ text: StaticString, _ index: Int) -> Bool {
        guard index >= 0, index + text.utf8CodeUnitCount <= source.count else { return false }
        for place in 0..<text.utf8CodeUnitCount where source[index + place] != text.utf8Start[place] { return false }
        return true
    }

    func find(_ text: StaticString, from index: Int) -> Int? {
        let first = text.utf8Start[0]
        let last = source.count - text.utf8CodeUnitCount
        return source.withUnsafeBufferPointer { bytes in
            var index = index
            while index <= last {
                if bytes[index] == first, isAt(text, index) { return index }
                index += 1
            }
            return nil
        }
    }

    func isSpace(at index: Int) -> Bool {
        guard index >= 0, index < source.count else { return false }
        switch source[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return true
        default: return false
        }
    }

    /// `-` and a space, behind a left delimiter.
    func isLeftTrimMarker(at index: Int) -> Bool {
        byteAt(index) == UInt8(ascii: "-") && isSpace(at: index + 1)
    }

    /// A space and `-`, before a right delimiter.
    func isRightTrimMarker(at index: Int) -> Bool {
        isSpace(at: index) && byteAt(index + 1) == UInt8(ascii: "-")
    }

    func rightDelimiter(at index: Int) -> (end: Int, trims: Bool)? {
        if isAt("}}", index) { return (index + 2, false) }
        return isRightTrimMarker(at: index) && isAt("}}", index + 2) ? (index + 4, true) : nil
    }

    mutating func skipSpaces() {
        while isSpace(at: position) { position += 1 }
    }

    func isAlphanumeric(_ value: UInt32) -> Bool {
        if value < 0x80 {
            let letter = value | 0x20
            return letter >= 0x61 && letter <= 0x7A || value >= 0x30 && value <= 0x39 || value == 0x5F
        }
        return Rune.isLetter(value) || Rune.isDigit(value)
    }

    mutating func skipAlphanumerics() {
        while position < source.count {
            let (value, width) =
                source[position] < 0x80 ? (UInt32(source[position]), 1) : Rune.decode(source, at: position)
            guard isAlphanumeric(value) else { return }
            position += width
        }
    }

    /// Whether a name may end here.
    var isAtTerminator: Bool {
        guard let byte = byteAt(position) else { return true }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "."),
            UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "("):
            return true
        default: return isAt("}}", position)
        }
    }

    static func keyword(_ word: ArraySlice<UInt8>, hasLoopKeywords: Bool) -> Token.Kind {
        guard word.count <= 8 else { return .identifier }
        switch String(decoding: word, as: UTF8.self) {
        case "true", "false": return .boolean
        case "block": return .blockKeyword
        case "break": return hasLoopKeywords ? .breakKeyword : .identifier
        case "continue": return hasLoopKeywords ? .continueKeyword : .identifier
        case "define": return .defineKeyword
        case "else": return .elseKeyword
        case "end": return .endKeyword
        case "if": return .ifKeyword
        case "nil": return .nilKeyword
        case "range": return .rangeKeyword
        case "template": return .templateKeyword
        case "with": return .withKeyword
        default: return .identifier
        }
    }

    // MARK: Numbers

    /// A number, or two with the second one imaginary. Not exact: what is wrong here is found when it is read.
    mutating func lexNumber() -> Token {
        guard scanNumber() else { return failNumber() }
        guard byteAt(position) == UInt8(ascii: "+") || byteAt(position) == UInt8(ascii: "-") else {
            return emit(.number)
        }
        guard scanNumber(), source[position - 1] == UInt8(ascii: "i") else { return failNumber() }
        return emit(.complex)
    }

    private mutating func failNumber() -> Token {
        fail(.badNumber(String(decoding: source[start..<position], as: UTF8.self)))
    }

    private mutating func scanNumber() -> Bool {
        _ = accept("+-")
        var base = 10
        if accept("0") {
            base = accept("xX") ? 16 : accept("oO") ? 8 : accept("bB") ? 2 : 10
        }
        let digits: StaticString =
            base == 16 ? "0123456789abcdefABCDEF_" : base == 8 ? "01234567_" : base == 2 ? "01_" : "0123456789_"
        acceptRun(digits)
        if accept(".") { acceptRun(digits) }
        if base == 10 && accept("eE") || base == 16 && accept("pP") {
            _ = accept("+-")
            acceptRun("0123456789_")
        }
        _ = accept("i")
        guard position < source.count else { return true }
        let (value, width) = Rune.decode(source, at: position)
        guard isAlphanumeric(value) else { return true }
        position += width
        return false
    }

    private mutating func accept(_ set: StaticString) -> Bool {
        guard let byte = byteAt(position) else { return false }
        for index in 0..<set.utf8CodeUnitCount where set.utf8Start[index] == byte {
            position += 1
            return true
        }
        return false
    }

    private mutating func acceptRun(_ set: StaticString) {
        while accept(set) {}
    }
}
