/// What the lexer cannot go on from.
public enum LexicalFault: Sendable, Hashable {
    case unclosedAction
    case unclosedComment
    case commentEndsEarly
    case unclosedParenthesis
    case unterminatedString
    case unterminatedRawString
    case unterminatedCharacter
    case expectedDeclaration
    case badNumber(String)
    /// A character, by its code point, that cannot follow a name.
    case badCharacter(UInt32)
    /// A character, by its code point, that means nothing in an action.
    case unrecognizedCharacter(UInt32)
}

/// What is wrong with a template's text.
public enum SyntaxFault: Sendable, Hashable {
    /// A token that cannot stand in its place; `found` as Go names it, `context` what was being read.
    case unexpected(found: String, context: String)
    /// The scan stopped; `actionStart` is the byte where the action began, when that is known.
    case lexical(LexicalFault, actionStart: Int?)
    case unexpectedEnd
    /// An `{{end}}` or `{{else}}` without its beginning, or in a definition where it cannot stand.
    case strayClause(String, context: String?)
    case expectedEnd(found: String)
    case missingValue(context: String)
    case notExecutable(stage: Int)
    case tooManyDeclarations(context: String)
    case rangeNeedsVariables
    case emptyCommand
    case undefinedVariable(String)
    case undefinedFunction(String)
    case fieldAfterTerm(String)
    case invalidLiteral
    case malformedCharacter(String)
    case integerOverflow(String)
    case illegalNumber(String)
    case outsideLoop(String)
    case redefinition(String)
    /// More levels of actions and parentheses inside each other than ``TemplateLimits/nesting``.
    case tooDeep(limit: Int)
    /// More faults than ``TemplateLimits/faults``; what follows was not read.
    case tooManyFaults(limit: Int)
    /// More bytes than ``TemplateLimits/sourceBytes``.
    case tooLong(limit: Int)
}

/// A fault of a template's text with its place.
public struct SyntaxProblem: Error, Sendable, Hashable {
    /// What is wrong.
    public let fault: SyntaxFault
    /// The bytes that are wrong.
    public let start: Int
    /// The first byte behind them.
    public let end: Int
    /// The byte whose line Go names: that of the last token it had read.
    public let goOffset: Int
    /// Where the block or action began that this is about, when another place helps.
    public let opening: Int?
}
