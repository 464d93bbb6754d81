/// What an update of a mirror found.
package struct MirrorUpdate: Sendable, Hashable {
    /// The commit that the branch is at, as 40 hexadecimal digits.
    package let commit: String
    /// The branch that was followed; `HEAD` when the remote's own head is on no branch.
    package let branch: String
    /// Whether the commit is another one than before the update.
    package let changed: Bool
    /// Whether history was rewritten or the repository replaced: the commit before, of the same branch and URL, is
    /// not among the new one's parents.
    package let rewritten: Bool
    /// Whether the mirror was damaged and was cloned anew.
    package let recloned: Bool
}
