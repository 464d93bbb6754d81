import CGitShim

/// The branch that is followed at a remote.
struct RemoteBranch {
    /// The name to show: `master`, or `HEAD` when the remote's head is on no branch.
    let name: String
    /// The whole reference at the remote.
    let reference: String
    /// The commit it is at.
    let tip: git_oid

    private static let prefix = "refs/heads/"
    /// How many branches an error names.
    private static let shownBranches = 8

    /// The asked-for branch; without one `master`, else what `HEAD` points to. `references` is nil when there were
    /// too many of them.
    static func choose(
        from references: [RemoteConnection.Reference]?, _ request: UpdateRequest
    ) throws(GitFailure) -> RemoteBranch {
        let url = request.url.display
        guard let references else {
            throw GitFailure(.tooLarge, "\(url) has more than \(request.limits.references) branches and tags")
        }
        guard !references.isEmpty else {
            throw GitFailure(.emptyRepository, "the repository \(url) is empty; push a commit to it")
        }
        if let branch = request.branch {
            if let found = named(branch, references) { return found }
            throw missing("the repository \(url) has no branch \"\(branch.shortened)\"", references)
        }
        if let found = named("master", references) ?? head(references) { return found }
        throw missing("the repository \(url) has no branch master and its HEAD is on none", references)
    }

    private static func named(_ branch: String, _ references: [RemoteConnection.Reference]) -> RemoteBranch? {
        references.first { $0.name == prefix + branch }.map {
            RemoteBranch(name: branch, reference: $0.name, tip: $0.id)
        }
    }

    private static func head(_ references: [RemoteConnection.Reference]) -> RemoteBranch? {
        guard let head = references.first(where: { $0.name == "HEAD" }) else { return nil }
        if let target = head.symbolicTarget, target.hasPrefix(prefix),
            let found = named(String(target.dropFirst(prefix.count)), references)
        {
            return found
        }
        // Old servers do not say what HEAD points to: a branch at the same commit is as good.
        let same = references.first { $0.name.hasPrefix(prefix) && $0.id.equals(head.id) }
        return same.map { RemoteBranch(name: String($0.name.dropFirst(prefix.count)), reference: $0.name, tip: $0.id) }
            ?? RemoteBranch(name: "HEAD", reference: "HEAD", tip: head.id)
    }

    private static func missing(_ what: String, _ references: [RemoteConnection.Reference]) -> GitFailure {
        let branches = references.map(\.name).filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
        let shown = branches.prefix(shownBranches).map { String($0).shortened }.joined(separator: ", ")
        let more = branches.count > shownBranches ? " and \(branches.count - shownBranches) more" : ""
        let choice = branches.isEmpty ? "it has no branches at all" : "choose one of \(shown)\(more)"
        return GitFailure(.branchMissing, "\(what); \(choice)")
    }
}
