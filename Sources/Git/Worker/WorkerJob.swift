/// What a worker is asked for, on its standard input. No credential is part of it: a worker never speaks to a remote.
struct WorkerRequest: Codable {
    let job: WorkerJob
    let limits: WorkerLimits
}

/// One piece of work among objects that strangers wrote.
enum WorkerJob: Codable, Sendable {
    case importPack(PackImport)
    case importLocal(LocalImport)
    case compare(WorkTreeComparison)
    case read(ObjectReading)
}

/// How a job ended.
enum WorkerOutcome: Codable, Sendable {
    case imported(ImportedCommit)
    case compared(ComparedFolders)
    /// All contents came before.
    case read
    case failed(WorkerFailure)
}

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

/// A commit that was fetched last, from where.
struct FetchedCommit: Codable, Sendable {
    /// The commit's 40 hexadecimal digits.
    let commit: String
    /// The branch and the URL it came from; nil when that was not written down.
    let source: String?
}

/// What an import found.
struct ImportedCommit: Codable, Sendable {
    /// The commit's 40 hexadecimal digits.
    let commit: String
    /// The branch that was followed.
    let branch: String
    /// Whether it does not follow the last commit of the same branch.
    let rewritten: Bool
}
