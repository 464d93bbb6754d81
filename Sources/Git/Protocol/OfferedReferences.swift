import CGitShim

/// What a remote offers, taken in one reference after another. Only what choosing a branch needs is kept, however many
/// there are.
struct OfferedReferences {
    private static let prefix = "refs/heads/"
    /// How many branches an error names.
    private static let shownBranches = 8

    private let request: ReferenceChoice
    private let wanted: String
    /// What `HEAD` points to, where the remote says so.
    private let symbolicHead: String?
    private var found: RemoteBranch?
    private var head: git_oid?
    private var branchOfHead: RemoteBranch?
    /// A branch at the commit of `HEAD`: as good where the remote does not say what `HEAD` points to.
    private var branchLikeHead: RemoteBranch?
    private var firstBranches: [String] = []
    private var branches = 0
    private var count = 0

    init(_ request: ReferenceChoice, symbolicHead: String?) {
        self.request = request
        self.symbolicHead = symbolicHead
        wanted = Self.prefix + (request.branch ?? "master")
    }

    /// Takes in a reference; `HEAD` comes before all others.
    mutating func add(_ name: some Collection<UInt8>, _ id: git_oid) throws(GitFailure) {
        count += 1
        guard count <= request.limits.references else {
            throw GitFailure(
                .tooLarge,
                "\(request.display) has more than \(request.limits.references) branches and tags; use a repository with fewer"
            )
        }
        if name.elementsEqual("HEAD".utf8) { head = id }
        guard name.starts(with: Self.prefix.utf8) else { return }
        add(branch: String(decoding: name, as: UTF8.self), id)
    }

    private mutating func add(branch reference: String, _ id: git_oid) {
        let name = String(reference.dropFirst(Self.prefix.count))
        let branch = RemoteBranch(name: name, tip: id)
        branches += 1
        if firstBranches.count < Self.shownBranches { firstBranches.append(name.shortened) }
        if reference == wanted { found = branch }
        if reference == symbolicHead { branchOfHead = branch }
        if branchLikeHead == nil, head?.equals(id) == true { branchLikeHead = branch }
    }

    /// The asked-for branch; without one `master`, else what `HEAD` points to.
    func choose() throws(GitFailure) -> RemoteBranch {
        let url = request.display
        guard count > 0 else {
            throw GitFailure(.emptyRepository, "the repository \(url) is empty; push a commit to it")
        }
        if let found { return found }
        if let branch = request.branch {
            throw missing("the repository \(url) has no branch \"\(branch.shortened)\"")
        }
        guard let head else { throw missing("the repository \(url) has no branch master and its HEAD is on none") }
        return branchOfHead ?? branchLikeHead ?? RemoteBranch(name: "HEAD", tip: head)
    }

    private func missing(_ what: String) -> GitFailure {
        let more = branches > firstBranches.count ? " and \(branches - firstBranches.count) more" : ""
        let choice =
            firstBranches.isEmpty
            ? "it has no branches at all" : "choose one of \(firstBranches.joined(separator: ", "))\(more)"
        return GitFailure(.branchMissing, "\(what); \(choice)")
    }
}

/// What is looked for among the references of a remote.
struct ReferenceChoice: Sendable, Codable {
    /// The branch; nil for the remote's own choice.
    let branch: String?
    /// The remote's URL as it may be shown.
    let display: String
    let limits: GitLimits
}
