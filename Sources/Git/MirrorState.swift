import CGitShim
import Foundation

/// What a mirror holds: its repository, and what was fetched last, from where.
struct MirrorState {
    /// The last complete fetch.
    struct Last {
        let commit: git_oid
        /// The branch and the URL it came from; nil when that was not written down.
        let source: String?
    }

    let repository: Repository
    let last: Last?
    private let path: String
    private let limits: GitLimits

    init(_ repository: Repository, last: Last?, path: String, limits: GitLimits) {
        self.repository = repository
        self.last = last
        self.path = path
        self.limits = limits
    }

    /// The mirror on disk; nil when it cannot be opened or its last commit cannot be read.
    init?(_ directory: MirrorDirectory, limits: GitLimits) {
        do throws(LibGit2Error) {
            let repository = try Repository(opening: directory.path)
            let commit = try repository.reference(GitMirror.headReference)
            if let commit { _ = try repository.rootTree(ofCommit: commit) }
            let source = Self.source(in: directory.path)
            self.init(
                repository, last: commit.map { Last(commit: $0, source: source) }, path: directory.path, limits: limits)
        } catch {
            return nil
        }
    }

    /// What a damaged mirror still says about its last commit, read from its files alone.
    static func lastKnown(_ directory: MirrorDirectory) -> Last? {
        let file = "\(directory.path)/\(GitMirror.headReference)"
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let commit = git_oid(hex: text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return nil }
        return Last(commit: commit, source: source(in: directory.path))
    }

    /// Whether every tree of the last commit and every file's header can be read.
    func isReadable() -> Bool { last.map { isReadable($0.commit, comparedTo: nil) } ?? true }

    /// Whether every tree of a new commit and every file's header can be read, where it differs from the last one.
    func isReadable(_ commit: git_oid) -> Bool { isReadable(commit, comparedTo: last?.commit) }

    private func isReadable(_ commit: git_oid, comparedTo old: git_oid?) -> Bool {
        do {
            var reader = TreeReader(repository, limits: limits)
            let root = try repository.rootTree(ofCommit: commit)
            if let old {
                _ = try reader.changes(from: try repository.rootTree(ofCommit: old), to: root)
            } else {
                _ = try reader.templateFolders(root: root)
            }
            return true
        } catch {
            // A limit is no damage.
            return (error as? GitFailure)?.code == .tooLarge
        }
    }

    func packCount() -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/objects/pack")) ?? []
        return names.count { $0.hasSuffix(".pack") }
    }

    /// Makes a commit the mirror's head.
    func publish(_ commit: git_oid, _ branch: RemoteBranch, _ request: UpdateRequest) throws(GitFailure) {
        do throws(LibGit2Error) {
            try repository.setReference(GitMirror.headReference, to: commit)
        } catch {
            throw GitFailure(.disk, "the mirror in \(path) cannot be written: \(error.shortText)")
        }
        remember(branch, request)
    }

    /// Writes down where the head came from; without it only `rewritten` is less exact, so a failure is no failure.
    func remember(_ branch: RemoteBranch, _ request: UpdateRequest) {
        let source = Self.source(branch, request)
        guard last?.source != source else { return }
        try? Data(source.utf8).write(to: URL(fileURLWithPath: "\(path)/muster-source"), options: .atomic)
    }

    func isRewritten(by commit: git_oid, _ branch: RemoteBranch, _ request: UpdateRequest) -> Bool {
        Self.isRewritten(last, by: commit, branch, request, repository)
    }

    /// Whether `commit` does not follow the last one although it came from the same branch of the same URL.
    static func isRewritten(
        _ last: Last?, by commit: git_oid, _ branch: RemoteBranch, _ request: UpdateRequest, in path: String
    ) -> Bool {
        guard let repository = try? Repository(opening: path) else { return false }
        return isRewritten(last, by: commit, branch, request, repository)
    }

    private static func isRewritten(
        _ last: Last?, by commit: git_oid, _ branch: RemoteBranch, _ request: UpdateRequest, _ repository: Repository
    ) -> Bool {
        guard let last, last.source == source(branch, request), !last.commit.equals(commit) else { return false }
        return !repository.isDescendant(commit, of: last.commit)
    }

    private static func source(_ branch: RemoteBranch, _ request: UpdateRequest) -> String {
        "\(branch.name)\n\(request.url.display)\n"
    }

    private static func source(in path: String) -> String? {
        try? String(contentsOfFile: "\(path)/muster-source", encoding: .utf8)
    }
}
