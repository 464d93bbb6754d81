import Budget
public import Diagnostics

extension ExecutionProblem {
    /// The problem as a finding about the template's text. `severity` is what stopping there means to the caller.
    public func diagnostic(in source: SourceText, severity: Severity = .error) -> Diagnostic {
        let sentence = fault.sentence(context)
        return Diagnostic(
            sentence.code, severity, sentence.message, at: source.location(of: SourceSpan(start, end)),
            help: fault.help)
    }
}

extension ExecutionFault {
    fileprivate func sentence(_ context: String) -> (code: DiagnosticCode, message: String) {
        switch self {
        case .undefinedVariable(let name): (.templateVariableUnknown, "the variable \(name) is not declared here")
        case .notIterable(let value): (.templateType, "range cannot go over \"\(value)\": it takes a list or a map")
        case .undefinedTemplate(let name): (.templateUndefined, "the template \"\(name)\" is not defined")
        case .argumentsToNonFunction(let word): (.templateSyntax, "\(word) is not a function, so it takes no arguments")
        case .nilCommand: (.templateType, "nil is not a value that can be printed or passed on")
        case .integerOverflow(let text): (.templateType, "\(text) does not fit an integer of 64 bits")
        case .fieldOfNil(let text): (.templateField, "\(text) reads a field of nil")
        case .nilPointer(_, let field): (.templateField, "\(context) reads \(field) of a value that is null")
        case .argumentsToField(let name), .argumentsToEntry(let name):
            (.templateSyntax, "\(name) is a value, not a function, so it takes no arguments")
        case .unexportedField(let name, let type): (.templateField, "\(name) is a field that a \(type) keeps to itself")
        case .noField(let name, let type): (.templateField, "\(Self.article(type)) has no field \(name)")
        case .argumentCount(let function, let wanted, let orMore, let got):
            (.templateArguments, "\(function) takes \(orMore ? "at least " : "")\(Self.count(wanted)), and got \(got)")
        case .invalidValue(let expected):
            (.templateType, "\(context) has no value, where \(Self.article(expected)) is needed")
        case .wrongType(let expected, let got):
            (.templateType, "\(context) is \(Self.article(got)), where \(Self.article(expected)) is needed")
        case .nilArgument(let type): (.templateType, "nil cannot stand where \(Self.article(type)) is needed")
        case .wrongLiteral(let expected, let found):
            (.templateType, "\(found) stands where \(Self.article(expected)) is needed")
        case .unfitLiteral(let literal, let type):
            (.templateType, "\(literal) stands where \(Self.article(type)) is needed")
        case .call(let function, let message): (.templateCall, "\(function) failed: \(message)")
        case .tooDeep(let limit): (.templateLimit, "templates call each other deeper than \(limit) levels")
        case .tooNested(let limit): (.templateLimit, "lists nest deeper than \(limit) levels")
        case .tooManySteps(let limit): (.templateLimit, "the template takes more than \(limit) steps")
        case .tooMuchOutput(let limit): (.templateLimit, "the template writes more than \(limit) bytes")
        case .stopped(let stop): (stop.code, stop.sentence("running the template"))
        }
    }

    /// A type's name with its article.
    private static func article(_ type: String) -> String {
        let isVowel = type.utf8.first.map { "aeiou".utf8.contains($0) } ?? false
        return "\(isVowel ? "an" : "a") \(type)"
    }

    private static func count(_ wanted: Int) -> String { wanted.counting("argument") }

    fileprivate var help: String? {
        switch self {
        case .invalidValue: "give it a value: a question with a default, or {{default \"…\" .Values.NAME}}"
        case .argumentsToNonFunction:
            "write the function first: {{if and (ne .Values.A \"x\") .Values.B}}; Rancher 1.6 ignored the words behind it"
        case .noField(_, "interface {}"), .nilPointer: "look at the value first: {{with .Values.NAME}}…{{end}}"
        case .undefinedTemplate(let name): "define it: {{define \"\(name)\"}}…{{end}}"
        case .tooDeep: "end the recursion with a condition"
        case .stopped(let stop): stop.help
        default: nil
        }
    }
}
