/// A piece of a template's text: what it is, and the bytes it covers.
struct Token: Hashable {
    /// The kinds of tokens. Keywords come after `keyword`, which is none itself.
    enum Kind: UInt8 {
        case fault, boolean, character, characterConstant, complex, assign, declare, end, field, identifier
        case leftDelimiter, leftParenthesis, number, pipe, rawString, rightDelimiter, rightParenthesis, space, string
        case text, variable
        case comment
        case keyword
        case blockKeyword, breakKeyword, continueKeyword, dot, defineKeyword, elseKeyword, endKeyword, ifKeyword
        case nilKeyword, rangeKeyword, templateKeyword, withKeyword
    }

    var kind: Kind
    var start: Int
    var end: Int

    static let none = Token(kind: .end, start: 0, end: 0)
}
