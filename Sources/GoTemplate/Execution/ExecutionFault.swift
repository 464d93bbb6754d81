public import Budget

/// Why an execution stopped.
public enum ExecutionFault: Sendable, Hashable {
    case undefinedVariable(String)
    /// `range` over what cannot be ranged over, as Go prints it.
    case notIterable(String)
    case undefinedTemplate(String)
    case argumentsToNonFunction(String)
    case nilCommand
    case integerOverflow(String)
    case fieldOfNil(String)
    case nilPointer(type: String, field: String)
    /// A struct's field with arguments.
    case argumentsToField(String)
    /// A map's entry with arguments.
    case argumentsToEntry(String)
    case unexportedField(String, type: String)
    case noField(String, type: String)
    case argumentCount(function: String, wanted: Int, orMore: Bool, got: Int)
    case invalidValue(expected: String)
    case wrongType(expected: String, got: String)
    case nilArgument(type: String)
    case wrongLiteral(expected: String, found: String)
    case unfitLiteral(String, type: String)
    /// A function's own error.
    case call(function: String, message: String)
    /// More calls inside each other than ``TemplateLimits/callDepth``.
    case tooDeep(limit: Int)
    /// Lists inside each other deeper than ``TemplateLimits/listDepth``.
    case tooNested(limit: Int)
    /// More steps than ``TemplateLimits/steps``.
    case tooManySteps(limit: Int)
    /// More output than ``TemplateLimits/outputBytes``, or a single value that large.
    case tooMuchOutput(limit: Int)
    /// More bytes moved than ``TemplateLimits/movedBytes``, or the end of the ``ExecutionOptions/budget``.
    case stopped(WorkStop)

    /// Whether the same template stops there every time; not so where somebody's time or patience was over.
    public var isOfTheTemplate: Bool {
        if case .stopped(let stop) = self { stop.isOfTheContent } else { true }
    }
}

/// A fault of an execution with its place in the template.
public struct ExecutionProblem: Error, Sendable, Hashable {
    /// Why the execution stopped.
    public let fault: ExecutionFault
    /// The bytes of the expression that was being evaluated.
    public let start: Int
    /// The first byte behind them.
    public let end: Int
    /// The byte whose line and column Go names.
    public let goOffset: Int
    /// The expression as Go shows it.
    public let context: String
    /// The name of the template or definition that was running.
    public let template: String
}
