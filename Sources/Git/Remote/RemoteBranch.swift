import CGitShim

/// The branch that is followed at a remote.
struct RemoteBranch {
    /// The name to show: `master`, or `HEAD` when the remote's head is on no branch.
    let name: String
    /// The commit it is at.
    let tip: git_oid
}
