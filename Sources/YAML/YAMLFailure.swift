import Diagnostics

/// Why a text could not be read.
struct YAMLFailure: Error {
    var code: DiagnosticCode
    var message: String
    var span: SourceSpan
    var note: String?
    var context: Int?
}
