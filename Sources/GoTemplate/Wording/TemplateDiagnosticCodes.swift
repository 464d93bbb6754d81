package import Diagnostics

/// What parsing and running a template can find. The codes are stable.
extension DiagnosticCode {
    /// Something stands where the template language does not allow it.
    package static let templateSyntax = DiagnosticCode("template-syntax")
    /// An action, comment, quotation or parenthesis that is opened and never closed.
    package static let templateUnclosed = DiagnosticCode("template-unclosed")
    /// A block without its `{{end}}`.
    package static let templateEndMissing = DiagnosticCode("template-end-missing")
    /// An `{{end}}` or `{{else}}` without its block.
    package static let templateEndStray = DiagnosticCode("template-end-stray")
    /// A function that does not exist.
    package static let templateFunctionUnknown = DiagnosticCode("template-function-unknown")
    /// A variable that is used before it is declared.
    package static let templateVariableUnknown = DiagnosticCode("template-variable-unknown")
    /// Two definitions with one name.
    package static let templateRedefined = DiagnosticCode("template-redefined")
    /// A template that is called and not defined.
    package static let templateUndefined = DiagnosticCode("template-undefined")
    /// A value that does not fit the function or the place it is given to.
    package static let templateType = DiagnosticCode("template-type")
    /// A function that was called with too few or too many arguments.
    package static let templateArguments = DiagnosticCode("template-arguments")
    /// A field that its value cannot have.
    package static let templateField = DiagnosticCode("template-field")
    /// A function that gave an error.
    package static let templateCall = DiagnosticCode("template-call")
    /// A limit of the template language that the template is beyond.
    package static let templateLimit = DiagnosticCode("template-limit")
}
