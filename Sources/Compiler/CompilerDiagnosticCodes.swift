public import Diagnostics

/// What compiling a version can find beside what its stages' languages find. The codes are stable.
extension DiagnosticCode {
    /// A version without a docker-compose file.
    package static let composeFileMissing = DiagnosticCode("compose-file-missing")
    /// A file and its `.tpl` side by side, of which clients take one or the other.
    package static let composeFileTwice = DiagnosticCode("compose-file-twice")
    /// An answers file that cannot be read.
    package static let answersUnreadable = DiagnosticCode("answers-unreadable")
    /// An answer that is neither text, number nor truth value.
    package static let answerType = DiagnosticCode("answer-type")
    /// An answer to no question.
    package static let answerUnknown = DiagnosticCode("answer-unknown")
    /// A required question without an answer.
    package static let answerMissing = DiagnosticCode("answer-missing")
    /// An answer that its question's type, limits or options do not allow.
    package static let answerInvalid = DiagnosticCode("answer-invalid")
    /// What can be found in answers.
    public static let ofAnswers: Set<DiagnosticCode> = [
        .answersUnreadable, .answerType, .answerUnknown, .answerMissing, .answerInvalid,
    ]
    /// A template that stops in the middle; what was written before would be deployed.
    package static let templateStopped = DiagnosticCode("template-stopped")
    /// A value that a template reads and nothing gives.
    package static let templateValueUnknown = DiagnosticCode("template-value-unknown")
    /// A template that means something else to the engine Rancher 1.6 was built with.
    package static let templateEngineRules = DiagnosticCode("template-engine-rules")
}
