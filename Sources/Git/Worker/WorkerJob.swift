/// What a worker is asked for, on its standard input. No credential is part of it: a worker never speaks to a remote.
struct WorkerRequest: Codable {
    /// The command that makes a process a worker.
    static let command = "git-worker"

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

extension WorkerJob {
    /// What the job reads, as it may be shown.
    var display: String {
        switch self {
        case .importPack(let job): job.mirror.display
        case .importLocal(let job): job.mirror.display
        case .compare(let job): "the repository of \(job.path)"
        case .read(let job): "the repository of \(job.path)"
        }
    }
}
