/// Why a job failed.
struct WorkerFailure: Error, Codable, Sendable {
    /// Who is at fault, as far as it matters for what comes next.
    enum Cause: String, Codable {
        /// Whoever wrote the objects, or this machine.
        case source
        /// The mirror: a fresh one may do.
        case mirror
        /// The worker reached one of its limits.
        case limit
    }

    let cause: Cause
    let code: String
    let message: String

    init(_ failure: GitFailure, cause: Cause = .source) {
        self.cause = cause
        code = failure.code.description
        message = failure.message
    }

    /// What libgit2 could not do.
    init(_ error: LibGit2Error, _ failure: GitFailure, cause: Cause = .source) {
        self.init(failure, cause: error.isOutOfMemory ? .limit : cause)
    }

    var failure: GitFailure { GitFailure(GitFailure.Code(code), message) }
}
