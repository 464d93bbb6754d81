/// Splits a command line into words as a shell does: quotes, backslashes, and comments after a `#` that begins a word.
///
/// As in the reference's splitter, quoted text ends no word, and outside quotes and after a backslash only ASCII's
/// printable characters without the backquote may stand.
struct ShellWords {
    enum Fault: Error {
        case unclosedQuote
        case endsInEscape
        case character(UInt32, atStart: Bool)
    }

    private enum State { case start, word, escape, doubleQuoted, doubleQuotedEscape, singleQuoted, comment }

    private var words: [String] = []
    private var current = String.UnicodeScalarView()
    private var state = State.start

    static func split(_ text: String) throws(Fault) -> [String] {
        var splitter = ShellWords()
        for scalar in text.unicodeScalars { try splitter.read(scalar) }
        switch splitter.state {
        case .start, .comment: break
        case .word: splitter.endWord()
        case .escape, .doubleQuotedEscape: throw .endsInEscape
        case .doubleQuoted, .singleQuoted: throw .unclosedQuote
        }
        return splitter.words
    }

    private mutating func endWord() {
        words.append(String(current))
        current = String.UnicodeScalarView()
        state = .start
    }

    private mutating func read(_ scalar: Unicode.Scalar) throws(Fault) {
        switch state {
        case .start: try start(scalar)
        case .word: try word(scalar)
        case .escape, .doubleQuotedEscape:
            guard Self.isKnown(scalar) else { throw .character(scalar.value, atStart: false) }
            current.append(scalar)
            state = state == .escape ? .word : .doubleQuoted
        case .doubleQuoted:
            if scalar == "\"" {
                state = .word
            } else if scalar == "\\" {
                state = .doubleQuotedEscape
            } else {
                current.append(scalar)
            }
        case .singleQuoted: if scalar == "'" { state = .word } else { current.append(scalar) }
        case .comment: if scalar == "\n" { state = .start }
        }
    }

    private mutating func start(_ scalar: Unicode.Scalar) throws(Fault) {
        switch scalar {
        case " ", "\t", "\r", "\n": break
        case "#": state = .comment
        default:
            guard Self.isKnown(scalar) else { throw .character(scalar.value, atStart: true) }
            state = .word
            try word(scalar)
        }
    }

    private mutating func word(_ scalar: Unicode.Scalar) throws(Fault) {
        switch scalar {
        case " ", "\t", "\r", "\n": endWord()
        case "\"": state = .doubleQuoted
        case "'": state = .singleQuoted
        case "\\": state = .escape
        default:
            guard Self.isKnown(scalar) else { throw .character(scalar.value, atStart: false) }
            current.append(scalar)
        }
    }

    private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "`": false
        case " "..."~", "\t", "\r", "\n": true
        default: false
        }
    }
}
