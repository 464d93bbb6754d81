/// How a job ended.
enum WorkerOutcome: Codable, Sendable {
    case imported(ImportedCommit)
    case compared(ComparedFolders)
    /// All contents came before.
    case read
    case failed(WorkerFailure)
}
