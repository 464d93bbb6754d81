/// What an update of a mirror found.
public struct MirrorUpdate: Sendable, Hashable {
    /// The commit that the branch is at, as 40 hexadecimal digits.
    public let commit: String
    /// The branch that was followed; `HEAD` when the remote's own head is on no branch.
    public let branch: String
    /// Whether the commit is another one than before the update.
    public let changed: Bool
    /// Whether history was rewritten or the repository replaced: the commit before, of the same branch and URL, is
    /// not among the new one's parents.
    public let rewritten: Bool
    /// Whether the mirror was damaged and was cloned anew.
    public let recloned: Bool
}
