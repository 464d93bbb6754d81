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
