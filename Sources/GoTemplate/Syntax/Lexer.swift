import GoText

/// Cuts a template's text into tokens, as Go's `text/template/parse` does: byte ranges of the source, no copies.
///
/// The tokens cover every byte but the white space that trim markers eat, and the delimiters' markers themselves.
struct Lexer {
    private enum State { case text, leftDelimiter, action, rightDelimiter, finished }

    let source: [UInt8]
    /// Whether `break` and `continue` are keywords: not when a function has that name.
    let hasLoopKeywords: Bool
    /// Why the last `.fault` token is one.
    private(set) var fault: LexicalFault?
    var position = 0
    var start = 0
    private var state = State.text
    private var parenthesisDepth = 0

    init(_ source: [UInt8], hasLoopKeywords: Bool = true) {
        self.source = source
        self.hasLoopKeywords = hasLoopKeywords
    }

    /// The next token. After the end, and after a fault that was not resynchronised, `.end` again and again.
    mutating func next() -> Token {
        switch state {
        case .text: lexText()
        case .leftDelimiter: lexLeftDelimiter()
        case .action: lexAction()
        case .rightDelimiter: lexRightDelimiter()
        case .finished: Token(kind: .end, start: source.count, end: source.count)
        }
    }

    /// Gives nothing but `.end` from here on.
    mutating func stop() {
        position = source.count
        start = position
        state = .finished
    }

    /// Goes on with the text after the action that holds `offset`.
    mutating func resynchronize(after offset: Int) {
        position = min(offset, source.count)
        while position < source.count, !isAt("}}", position) { position += 1 }
        let trims = position >= 2 && source[position - 1] == UInt8(ascii: "-") && isSpace(at: position - 2)
        position = min(position + 2, source.count)
        if trims { skipSpaces() }
        start = position
        state = .text
    }

    // MARK: Text and delimiters

    private mutating func lexText() -> Token {
        guard let delimiter = find("{{", from: position) else {
            position = source.count
            state = .finished
            return position > start ? emit(.text) : Token(kind: .end, start: position, end: position)
        }
        var end = delimiter
        if isLeftTrimMarker(at: delimiter + 2) {
            while end > start, isSpace(at: end - 1) { end -= 1 }
        }
        position = end
        state = .leftDelimiter
        let token = emit(.text)
        position = delimiter
        start = delimiter
        return token.end > token.start ? token : lexLeftDelimiter()
    }

    private mutating func lexLeftDelimiter() -> Token {
        position += 2
        let marker = isLeftTrimMarker(at: position) ? 2 : 0
        if isAt("/*", position + marker) { return lexComment(from: position + marker) }
        let token = emit(.leftDelimiter)
        position += marker
        start = position
        parenthesisDepth = 0
        state = .action
        return token
    }

    /// A comment becomes a token too, so that a tree can print itself back.
    private mutating func lexComment(from comment: Int) -> Token {
        start = comment
        guard let close = find("*/", from: comment + 2) else {
            position = source.count
            return fail(.unclosedComment)
        }
        position = close + 2
        guard let delimiter = rightDelimiter(at: position) else { return fail(.commentEndsEarly) }
        let token = emit(.comment)
        position = delimiter.end
        if delimiter.trims { skipSpaces() }
        start = position
        state = .text
        return token
    }

    private mutating func lexRightDelimiter() -> Token {
        let trims = isRightTrimMarker(at: position)
        if trims {
            position += 2
            start = position
        }
        position += 2
        let token = emit(.rightDelimiter)
        if trims { skipSpaces() }
        start = position
        state = .text
        return token
    }

    // MARK: Inside an action

    private mutating func lexAction() -> Token {
        if rightDelimiter(at: position) != nil {
            return parenthesisDepth == 0 ? lexRightDelimiter() : fail(.unclosedParenthesis)
        }
        guard position < source.count else { return fail(.unclosedAction) }
        let byte = source[position]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return lexSpace()
        case UInt8(ascii: "="): return take(1, .assign)
        case UInt8(ascii: ":"):
            if byteAt(position + 1) == UInt8(ascii: "=") { return take(2, .declare) }
            return fail(.expectedDeclaration)
        case UInt8(ascii: "|"): return take(1, .pipe)
        case UInt8(ascii: "\""): return lexQuoted(.string, by: byte, else: .unterminatedString)
        case UInt8(ascii: "'"): return lexQuoted(.characterConstant, by: byte, else: .unterminatedCharacter)
        case UInt8(ascii: "`"): return lexRawString()
        case UInt8(ascii: "$"):
            position += 1
            return lexName(.variable, alone: .variable)
        case UInt8(ascii: "."):
            guard let next = byteAt(position + 1), (0x30...0x39).contains(next) else {
                if position + 1 == source.count { return lexNumber() }
                position += 1
                return lexName(.field, alone: .dot)
            }
            return lexNumber()
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return lexNumber()
        case UInt8(ascii: "("):
            parenthesisDepth += 1
            return take(1, .leftParenthesis)
        case UInt8(ascii: ")"):
            parenthesisDepth = max(0, parenthesisDepth - 1)
            return take(1, .rightParenthesis)
        default: return lexOther()
        }
    }

    private mutating func lexOther() -> Token {
        let (value, width) = Rune.decode(source, at: position)
        if isAlphanumeric(value) { return lexIdentifier() }
        if value < 0x80, Rune.isPrintable(value) { return take(1, .character) }
        return fail(.unrecognizedCharacter(value), width: width)
    }

    /// A run of white space, of which the last one may belong to a trim marker.
    private mutating func lexSpace() -> Token {
        skipSpaces()
        if isRightTrimMarker(at: position - 1), isAt("}}", position + 1) {
            position -= 1
            if position == start { return lexRightDelimiter() }
        }
        return emit(.space)
    }

    private mutating func lexIdentifier() -> Token {
        skipAlphanumerics()
        guard isAtTerminator else { return failAtCharacter() }
        return emit(Self.keyword(source[start..<position], hasLoopKeywords: hasLoopKeywords))
    }

    /// A name after `.` or `$`, which is past.
    private mutating func lexName(_ kind: Token.Kind, alone: Token.Kind) -> Token {
        if isAtTerminator { return emit(alone) }
        skipAlphanumerics()
        return isAtTerminator ? emit(kind) : failAtCharacter()
    }

    private mutating func lexQuoted(_ kind: Token.Kind, by quote: UInt8, else fault: LexicalFault) -> Token {
        position += 1
        while let byte = byteAt(position), byte != UInt8(ascii: "\n") {
            position += 1
            if byte == quote { return emit(kind) }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = byteAt(position), escaped != UInt8(ascii: "\n") else { break }
                position += 1
            }
        }
        return fail(fault)
    }

    private mutating func lexRawString() -> Token {
        guard let close = find("`", from: position + 1) else { return fail(.unterminatedRawString) }
        position = close + 1
        return emit(.rawString)
    }

    // MARK: Tokens and faults

    private mutating func take(_ width: Int, _ kind: Token.Kind) -> Token {
        position += width
        return emit(kind)
    }

    mutating func emit(_ kind: Token.Kind) -> Token {
        defer { start = position }
        return Token(kind: kind, start: start, end: position)
    }

    /// Ends the scan, as Go's lexer does, until the parser resynchronises.
    mutating func fail(_ fault: LexicalFault, width: Int = 0) -> Token {
        self.fault = fault
        state = .finished
        return Token(kind: .fault, start: start, end: min(max(position + width, start), source.count))
    }

    private mutating func failAtCharacter() -> Token {
        fail(.badCharacter(position < source.count ? Rune.decode(source, at: position).value : 0))
    }
}
