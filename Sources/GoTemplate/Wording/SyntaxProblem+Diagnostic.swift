public import Diagnostics

extension SyntaxProblem {
    /// The problem as a finding about the template's text. `functions` are the names that could have been meant.
    public func diagnostic(in source: SourceText, functions: some Sequence<String>) -> Diagnostic {
        let sentence = fault.sentence
        let names = Builtin.allCases.map(\.rawValue) + Array(functions)
        var diagnostic = Diagnostic(
            sentence.code, .error, sentence.message, at: source.location(of: SourceSpan(start, end)),
            help: fault.help(functions: names.sorted()))
        if let opening {
            let span = SourceSpan(opening, min(opening + 2, source.bytes.count))
            diagnostic.related = [RelatedLocation("opened here", at: source.location(of: span))]
        }
        return diagnostic
    }
}

extension SyntaxFault {
    fileprivate var sentence: (code: DiagnosticCode, message: String) {
        switch self {
        case .unexpected("EOF", let context): (.templateUnclosed, "the text ends inside a \(context)")
        case .unexpected(let found, let context): (.templateSyntax, "\(found) cannot stand in a \(context)")
        case .lexical(let fault, _): fault.sentence
        case .unexpectedEnd: (.templateEndMissing, "the text ends before the block is closed")
        case .strayClause(let clause, nil): (.templateEndStray, "\(clause) closes no block")
        case .strayClause(let clause, let context?): (.templateEndStray, "\(clause) cannot stand in a \(context)")
        case .expectedEnd(let found): (.templateEndStray, "\(found) stands where only {{end}} can")
        case .missingValue(let context): (.templateSyntax, "the \(context) has no value")
        case .notExecutable(let stage): (.templateSyntax, "stage \(stage) of the pipeline is a value, not a function")
        case .tooManyDeclarations(let context): (.templateSyntax, "a \(context) cannot declare that many variables")
        case .rangeNeedsVariables: (.templateSyntax, "only variables can stand before := in a range")
        case .emptyCommand: (.templateSyntax, "the pipeline has an empty stage")
        case .undefinedVariable(let name): (.templateVariableUnknown, "the variable \(name) is not declared here")
        case .undefinedFunction(let name): (.templateFunctionUnknown, "there is no function \"\(name)\"")
        case .fieldAfterTerm(let term): (.templateSyntax, "\(term) has no fields, so no . can follow it")
        case .invalidLiteral: (.templateSyntax, "the escapes of this text are not valid")
        case .malformedCharacter(let text): (.templateSyntax, "\(text) is more than one character")
        case .integerOverflow(let text): (.templateSyntax, "\(text) does not fit an integer of 64 bits")
        case .illegalNumber(let text): (.templateSyntax, "\(text) is not a number")
        case .outsideLoop(let exit): (.templateSyntax, "\(exit) stands outside of every {{range}}")
        case .redefinition(let name): (.templateRedefined, "the template \"\(name)\" is defined a second time")
        case .tooDeep(let limit): (.templateLimit, "blocks and parentheses nest deeper than \(limit) levels")
        case .tooManyFaults(let limit):
            (.templateLimit, "there are more than \(limit) faults; what follows is not read")
        case .tooLong(let limit): (.templateLimit, "the template is longer than \(limit) bytes")
        }
    }

    fileprivate func help(functions: [String]) -> String? {
        switch self {
        case .undefinedFunction(let name):
            if let near = NearestName.to(name, in: functions) { return "did you mean \"\(near)\"?" }
            return "if {{\(name)}} is meant for another program, put # notemplating on the first line of the file"
        case .undefinedVariable(let name): return "declare it before, with {{\(name) := …}}"
        case .unexpectedEnd: return "write {{end}} where the block should stop"
        case .strayClause("{{end}}", _): return "remove it, or open the block it should close"
        case .strayClause: return "an {{else}} belongs between a block's beginning and its {{end}}"
        case .expectedEnd: return "a block has one {{else}}; chain conditions with {{else if …}}"
        case .lexical(let fault, _): return fault.help
        case .invalidLiteral: return "put the text between `backquotes` to leave it as it is"
        case .redefinition: return "give one of them another name"
        case .missingValue("if"): return "write a condition, as in {{if eq .Values.NAME \"true\"}}"
        default: return nil
        }
    }
}

extension LexicalFault {
    fileprivate var sentence: (code: DiagnosticCode, message: String) {
        switch self {
        case .unclosedAction: (.templateUnclosed, "the action is never closed")
        case .unclosedComment: (.templateUnclosed, "the comment is never closed")
        case .commentEndsEarly: (.templateSyntax, "a comment must be all there is in its action")
        case .unclosedParenthesis: (.templateUnclosed, "a parenthesis is not closed in this action")
        case .unterminatedString: (.templateUnclosed, "the quotation is not closed on its line")
        case .unterminatedRawString: (.templateUnclosed, "the quotation is never closed")
        case .unterminatedCharacter: (.templateUnclosed, "the character is not closed on its line")
        case .expectedDeclaration: (.templateSyntax, ": means nothing by itself")
        case .badNumber(let text): (.templateSyntax, "\(text) is not a number")
        case .badCharacter(let value): (.templateSyntax, "\(Self.shown(value)) cannot stand in a name")
        case .unrecognizedCharacter(let value): (.templateSyntax, "\(Self.shown(value)) means nothing in an action")
        }
    }

    fileprivate var help: String? {
        switch self {
        case .unclosedAction: "write }} where it should end"
        case .unclosedComment: "write */}} where it should end"
        case .commentEndsEarly: "write {{/* … */}} with nothing else between the braces"
        case .unclosedParenthesis: "write ) before the }}"
        case .unterminatedString: "close it with \", or put a text of several lines between `backquotes`"
        case .unterminatedRawString: "close it with `"
        case .unterminatedCharacter: "texts stand between double quotes: \"…\""
        case .expectedDeclaration: "a variable is declared with :="
        case .badNumber: nil
        case .badCharacter(0x2D): "a name with - in it is read with index: {{index .Values \"my-name\"}}"
        case .badCharacter, .unrecognizedCharacter: nil
        }
    }

    private static func shown(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { "\"\($0)\"" } ?? "a broken character"
    }
}
