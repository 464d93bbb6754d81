import CGitShim
import Catalog

/// The objects of a commit and of those that it follows which another repository lacks, found by walking the history and the
/// trees.
struct MissingObjects {
    private let target: Repository
    private let source: Repository
    private let limits: GitLimits
    private var seen: Set<ContentID> = []

    /// Their ids, in the order in which they were found.
    private(set) var ids: [git_oid] = []

    init(in target: Repository, of source: Repository, limits: GitLimits) {
        self.target = target
        self.source = source
        self.limits = limits
    }

    /// Adds what a commit, or the commit that a tag names, stands for.
    mutating func collect(from tip: git_oid) throws(LibGit2Error) {
        let first = try source.commit(tip)
        if !first.equals(tip) { _ = try add(tip) }
        var commits = [first]
        while let commit = commits.popLast() {
            guard try add(commit) else { continue }
            let (parents, tree) = try source.parentsAndTree(ofCommit: commit)
            try collect(tree: tree, depth: 0)
            // The history of a shallow repository ends somewhere.
            commits += parents.filter { source.contains($0) }
        }
    }

    private mutating func collect(tree: git_oid, depth: Int) throws(LibGit2Error) {
        guard try add(tree) else { return }
        guard depth < Self.deepest else { return }
        let open = try OpenTree(tree, in: source, limits: limits)
        for index in 0..<open.count {
            guard let entry = open.entry(index) else { continue }
            let id = git_tree_entry_id(entry).pointee
            switch git_tree_entry_type(entry) {
            case GIT_OBJECT_TREE: try collect(tree: id, depth: depth + 1)
            case GIT_OBJECT_BLOB: _ = try add(id)
            // A submodule's commit is not part of the repository.
            default: continue
            }
        }
    }

    /// Folders within each other that are looked into. Nobody reads what lies deeper.
    private static let deepest = 256

    /// Whether an object is new here.
    private mutating func add(_ id: git_oid) throws(LibGit2Error) -> Bool {
        guard let content = id.contentID, !seen.contains(content), !target.containsNow(id) else { return false }
        guard ids.count < limits.packObjects else {
            throw LibGit2Error(tooLarge: "what is new", objects: ids.count + 1, limit: limits.packObjects)
        }
        seen.insert(content)
        ids.append(id)
        return true
    }
}
