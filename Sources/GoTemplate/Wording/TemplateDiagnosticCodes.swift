public import Diagnostics

/// What parsing and running a template can find. The codes are stable.
extension DiagnosticCode {
    /// Something stands where the template language does not allow it.
    public static let templateSyntax = DiagnosticCode("template-syntax")
    /// An action, comment, quotation or parenthesis that is opened and never closed.
    public static let templateUnclosed = DiagnosticCode("template-unclosed")
    /// A block without its `{{end}}`.
    public static let templateEndMissing = DiagnosticCode("template-end-missing")
    /// An `{{end}}` or `{{else}}` without its block.
    public static let templateEndStray = DiagnosticCode("template-end-stray")
    /// A function that does not exist.
    public static let templateFunctionUnknown = DiagnosticCode("template-function-unknown")
    /// A variable that is used before it is declared.
    public static let templateVariableUnknown = DiagnosticCode("template-variable-unknown")
    /// Two definitions with one name.
    public static let templateRedefined = DiagnosticCode("template-redefined")
    /// A template that is called and not defined.
    public static let templateUndefined = DiagnosticCode("template-undefined")
    /// A value that does not fit the function or the place it is given to.
    public static let templateType = DiagnosticCode("template-type")
    /// A function that was called with too few or too many arguments.
    public static let templateArguments = DiagnosticCode("template-arguments")
    /// A field that its value cannot have.
    public static let templateField = DiagnosticCode("template-field")
    /// A function that gave an error.
    public static let templateCall = DiagnosticCode("template-call")
    /// A limit of the template language that the template is beyond.
    public static let templateLimit = DiagnosticCode("template-limit")
}
