package import Lint

/// What lint found in a catalog, and what it takes over when it looks again.
package struct CatalogLint: Sendable {
    /// The commit that was looked at.
    package let commit: String
    /// What was found in it.
    package let result: LintResult

    /// What was found in a commit.
    package init(commit: String, result: LintResult) {
        self.commit = commit
        self.result = result
    }

    /// The findings.
    package var report: LintReport { result.report }
}
