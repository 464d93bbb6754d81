import Budget
public import Diagnostics
import GoText

/// Go's wording of what is wrong, byte for byte: texts that clients of the reference know, and its recordings hold.
extension SyntaxProblem {
    /// What Go's `Parse` returns for a template of this name and text.
    public func goText(_ name: String, in source: SourceText) -> String {
        let line = source.position(at: goOffset).line
        return "template: \(name):\(line): \(fault.goText(name, line: line, in: source))"
    }
}

extension ExecutionProblem {
    /// What Go's `Execute` returns for a template of this name and text.
    public func goText(_ name: String, in source: SourceText) -> String {
        let position = source.position(at: goOffset)
        let place = "\(name):\(position.line):\(position.column - 1)"
        return "template: \(place): executing \(GoQuote.quote(template)) at <\(context)>: \(fault.goText)"
    }
}

extension SyntaxFault {
    fileprivate func goText(_ name: String, line: Int, in source: SourceText) -> String {
        switch self {
        case .unexpected(let found, let context): return "unexpected \(found) in \(context)"
        case .lexical(let fault, let actionStart):
            guard let actionStart, case let start = source.position(at: actionStart).line, start != line else {
                return fault.goText
            }
            let isAction = fault == .unclosedAction
            return "\(fault.goText)\(isAction ? " started at" : " in action started at") \(name):\(start)"
        case .unexpectedEnd: return "unexpected EOF"
        case .strayClause(let clause, let context): return "unexpected \(clause)" + (context.map { " in \($0)" } ?? "")
        case .expectedEnd(let found): return "expected end; found \(found)"
        case .missingValue(let context): return "missing value for \(context)"
        case .notExecutable(let stage): return "non executable command in pipeline stage \(stage)"
        case .tooManyDeclarations(let context): return "too many declarations in \(context)"
        case .rangeNeedsVariables: return "range can only initialize variables"
        case .emptyCommand: return "empty command"
        case .undefinedVariable(let name): return "undefined variable \(GoQuote.quote(name))"
        case .undefinedFunction(let name): return "function \(GoQuote.quote(name)) not defined"
        case .fieldAfterTerm(let term): return "unexpected . after term \(GoQuote.quote(term))"
        case .invalidLiteral: return "invalid syntax"
        case .malformedCharacter(let text): return "malformed character constant: \(text)"
        case .integerOverflow(let text): return "integer overflow: \(GoQuote.quote(text))"
        case .illegalNumber(let text): return "illegal number syntax: \(GoQuote.quote(text))"
        case .outsideLoop(let exit): return "\(exit) outside {{range}}"
        case .redefinition(let name): return "template: multiple definition of template \(GoQuote.quote(name))"
        case .tooDeep(let limit): return "nested deeper than \(limit) levels"
        case .tooManyFaults(let limit): return "more than \(limit) faults"
        case .tooLong(let limit): return "longer than \(limit) bytes"
        }
    }
}

extension LexicalFault {
    fileprivate var goText: String {
        switch self {
        case .unclosedAction: "unclosed action"
        case .unclosedComment: "unclosed comment"
        case .commentEndsEarly: "comment ends before closing delimiter"
        case .unclosedParenthesis: "unclosed left paren"
        case .unterminatedString: "unterminated quoted string"
        case .unterminatedRawString: "unterminated raw quoted string"
        case .unterminatedCharacter: "unterminated character constant"
        case .expectedDeclaration: "expected :="
        case .badNumber(let text): "bad number syntax: \(GoQuote.quote(text))"
        case .badCharacter(let value): "bad character \(Self.name(value))"
        case .unrecognizedCharacter(let value): "unrecognized character in action: \(Self.name(value))"
        }
    }

    /// `%#U`.
    private static func name(_ value: UInt32) -> String {
        GoPrinter.format("%#U", .integer(Int64(value), .int))
    }
}

extension ExecutionFault {
    fileprivate var goText: String {
        switch self {
        case .undefinedVariable(let name): "undefined variable: \(name)"
        case .notIterable(let value): "range can't iterate over \(value)"
        case .undefinedTemplate(let name): "template \(GoQuote.quote(name)) not defined"
        case .argumentsToNonFunction(let word): "can't give argument to non-function \(word)"
        case .nilCommand: "nil is not a command"
        case .integerOverflow(let text): "\(text) overflows int"
        case .fieldOfNil(let text): "indirection through explicit nil in \(text)"
        case .nilPointer(let type, let field): "nil pointer evaluating \(type).\(field)"
        case .argumentsToField(let name): "\(name) has arguments but cannot be invoked as function"
        case .argumentsToEntry(let name): "\(name) is not a method but has arguments"
        case .unexportedField(let name, let type): "\(name) is an unexported field of struct type \(type)"
        case .noField(let name, let type): "can't evaluate field \(name) in type \(type)"
        case .argumentCount(let function, let wanted, let orMore, let got):
            "wrong number of args for \(function): want \(orMore ? "at least " : "")\(wanted) got \(got)"
        case .invalidValue(let expected): "invalid value; expected \(expected)"
        case .wrongType(let expected, let got): "wrong type for value; expected \(expected); got \(got)"
        case .nilArgument(let type): "cannot assign nil to \(type)"
        case .wrongLiteral(let expected, let found): "expected \(expected); found \(found)"
        case .unfitLiteral(let literal, let type): "can't handle \(literal) for arg of type \(type)"
        case .call(let function, let message): "error calling \(function): \(message)"
        case .tooDeep(let limit): "exceeded maximum template depth (\(limit))"
        case .tooNested(let limit): "exceeded maximum depth of lists (\(limit))"
        case .tooManySteps(let limit): "exceeded maximum number of steps (\(limit))"
        case .tooMuchOutput(let limit): "exceeded maximum output (\(limit) bytes)"
        case .stopped(let stop): stop.sentence("running the template")
        }
    }
}
