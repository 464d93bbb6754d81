import CGitShim
import Foundation

/// What a mirror holds: its repository, and what was fetched last, from where.
struct MirrorState {
    /// Our own reference: the last commit that was fetched completely.
    static let headReference = "refs/muster/head"

    let repository: Repository
    let last: FetchedCommit?
    private let path: String
    private let limits: GitLimits

    init(_ repository: Repository, last: FetchedCommit?, path: String, limits: GitLimits) {
        self.repository = repository
        self.last = last
        self.path = path
        self.limits = limits
    }

    /// The mirror on disk; nil when it cannot be opened or its last commit cannot be read.
    init?(_ directory: MirrorDirectory, limits: GitLimits) {
        do throws(LibGit2Error) {
            let repository = try Repository(openingMirror: directory.path)
            let commit = try repository.reference(MirrorState.headReference)
            if let commit { _ = try repository.rootTree(ofCommit: commit) }
            let source = Self.source(in: directory.path)
            self.init(
                repository, last: commit.map { FetchedCommit(commit: $0.hex, source: source) }, path: directory.path,
                limits: limits)
        } catch {
            return nil
        }
    }

    /// What a damaged mirror still says about its last commit, read from its files alone.
    static func lastKnown(_ directory: MirrorDirectory) -> FetchedCommit? {
        let file = "\(directory.path)/\(MirrorState.headReference)"
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let commit = git_oid(hex: text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return nil }
        return FetchedCommit(commit: commit.hex, source: source(in: directory.path))
    }

    /// Reads every tree of a commit and every file's header, where it differs from another one.
    func read(_ commit: git_oid, comparedTo old: git_oid?) throws {
        var reader = TreeReader(repository, limits: limits, keepsFiles: false)
        let root = try repository.rootTree(ofCommit: commit)
        if let old {
            _ = try reader.changes(from: try repository.rootTree(ofCommit: old), to: root)
        } else {
            _ = try reader.templateFolders(root: root)
        }
    }

    func packCount() -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/objects/pack")) ?? []
        return names.count { $0.hasSuffix(".pack") }
    }

    /// Makes a commit the mirror's head.
    func publish(_ commit: git_oid, from source: String) throws(GitFailure) {
        do throws(LibGit2Error) {
            let head = try repository.reference(MirrorState.headReference)
            if head?.equals(commit) != true { try repository.setReference(MirrorState.headReference, to: commit) }
        } catch {
            throw GitFailure(.disk, "the mirror in \(path) cannot be written: \(error.shortText)")
        }
        remember(source)
    }

    /// Writes down where the head came from; without it only `rewritten` is less exact, so a failure is no failure.
    func remember(_ source: String) {
        guard Self.source(in: path) != source else { return }
        try? Data(source.utf8).write(to: URL(fileURLWithPath: "\(path)/muster-source"), options: .atomic)
    }

    /// Whether a commit does not follow the last one although it came from the same branch of the same URL.
    func isRewritten(by commit: git_oid, from source: String) -> Bool {
        guard let last, last.source == source, last.commit != commit.hex, let before = git_oid(hex: last.commit) else {
            return false
        }
        return !repository.isDescendant(commit, of: before)
    }

    /// A branch and its URL, as they are written down.
    static func source(_ branch: String, _ display: String) -> String { "\(branch)\n\(display)\n" }

    /// The branch and the URL that the head of a mirror came from.
    static func source(in path: String) -> String? {
        try? String(contentsOfFile: "\(path)/muster-source", encoding: .utf8)
    }
}
