public import Lint

/// What lint found in a catalog, and what it takes over when it looks again.
public struct CatalogLint: Sendable {
    /// The commit that was looked at.
    public let commit: String
    /// What was found in it.
    public let result: LintResult

    /// What was found in a commit.
    public init(commit: String, result: LintResult) {
        self.commit = commit
        self.result = result
    }

    /// The findings.
    public var report: LintReport { result.report }
}
