public import Diagnostics

/// Why work was given up before its end.
public enum WorkStop: Error, Sendable, Hashable {
    /// Nobody waits for it any more.
    case cancelled
    /// It took longer than whoever asked for it grants.
    case outOfTime(seconds: Int)
    /// What it works on asks for more than its limit: bytes read, written and copied, taken together.
    case tooManyBytes(limit: Int)

    /// Whether the same content stops there every time, on every machine.
    public var isOfTheContent: Bool {
        if case .tooManyBytes = self { true } else { false }
    }

    /// The kind of finding that says so.
    public var code: DiagnosticCode {
        switch self {
        case .cancelled: .workCancelled
        case .outOfTime: .workTime
        case .tooManyBytes: .workBytes
        }
    }

    /// What happened to some work, as a sentence: `reading the file takes longer than 5 seconds, and was given up`.
    public func sentence(_ work: String) -> String {
        switch self {
        case .cancelled: "\(work) was given up, because nobody waits for it"
        case .outOfTime(let seconds):
            "\(work) takes longer than \(seconds.counting("second")), and was given up"
        case .tooManyBytes(let limit): "\(work) moves more than \(limit) bytes, and was given up"
        }
    }

    /// What whoever reads the sentence can do.
    public var help: String? {
        switch self {
        case .cancelled: nil
        case .outOfTime, .tooManyBytes: "long texts, and loops inside each other, take the most"
        }
    }

    /// The finding about some work on a file.
    public func diagnostic(_ work: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(code, .error, sentence(work), at: location, help: help)
    }
}

/// What giving work up is called. The codes are stable.
extension DiagnosticCode {
    /// Work that took longer than whoever asked for it grants.
    package static let workTime = DiagnosticCode("work-time")
    /// Work that moved more bytes than its limit allows.
    package static let workBytes = DiagnosticCode("work-bytes")
    /// Work that nobody waits for any more.
    package static let workCancelled = DiagnosticCode("work-cancelled")
    /// What giving work up is called, whatever the work was.
    public static let ofWork: Set<DiagnosticCode> = [.workTime, .workBytes, .workCancelled]
}
