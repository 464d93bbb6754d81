public import Diagnostics

/// What compiling a version can find beside what its stages' languages find. The codes are stable.
extension DiagnosticCode {
    /// A version without a docker-compose file.
    public static let composeFileMissing = DiagnosticCode("compose-file-missing")
    /// A file and its `.tpl` side by side, of which clients take one or the other.
    public static let composeFileTwice = DiagnosticCode("compose-file-twice")
    /// An answers file that cannot be read.
    public static let answersUnreadable = DiagnosticCode("answers-unreadable")
    /// An answer that is neither text, number nor truth value.
    public static let answerType = DiagnosticCode("answer-type")
    /// An answer to no question.
    public static let answerUnknown = DiagnosticCode("answer-unknown")
    /// A required question without an answer.
    public static let answerMissing = DiagnosticCode("answer-missing")
    /// An answer that its question's type, limits or options do not allow.
    public static let answerInvalid = DiagnosticCode("answer-invalid")
    /// What can be found in answers.
    public static let ofAnswers: Set<DiagnosticCode> = [
        .answersUnreadable, .answerType, .answerUnknown, .answerMissing, .answerInvalid,
    ]
    /// A template that stops in the middle; what was written before would be deployed.
    public static let templateStopped = DiagnosticCode("template-stopped")
    /// A value that a template reads and nothing gives.
    public static let templateValueUnknown = DiagnosticCode("template-value-unknown")
    /// A template that means something else to the engine Rancher 1.6 was built with.
    public static let templateEngineRules = DiagnosticCode("template-engine-rules")
    /// A version that is not for the server that it is asked for.
    public static let versionOutsideWindow = DiagnosticCode("version-outside-window")
    /// A secret that decides more of a file than the places where it is written.
    public static let secretShapes = DiagnosticCode("secret-shapes")
    /// An id that names no catalog, template or version here.
    public static let versionUnknown = DiagnosticCode("version-unknown")
    /// A template without any version for the server.
    public static let versionNone = DiagnosticCode("version-none")
    /// An environment template that does not say which stacks it has.
    public static let environmentUnreadable = DiagnosticCode("environment-unreadable")
    /// A stack of an environment template that names no version, or two stacks of one name.
    public static let environmentStack = DiagnosticCode("environment-stack")
    /// A lock that cannot be read, or is another environment's.
    public static let lockUnreadable = DiagnosticCode("lock-unreadable")
    /// A stack that the lock has and the environment has not, or the other way round.
    public static let lockStack = DiagnosticCode("lock-stack")
    /// A released version whose content is no longer what was locked.
    public static let lockDigest = DiagnosticCode("lock-digest")
}
