import CGitShim
import Foundation

/// Takes a received pack into a mirror: indexes it, checks that its commit can be read, and makes that the mirror's head.
struct PackImport: Codable, Sendable {
    /// The mirror to be changed, or the place for a new one.
    let mirror: MirrorJob
    /// The file of the received pack; nil where the mirror has every object.
    let pack: String?
    /// What the branch is at: a commit, or a tag of one.
    let tip: String
    let branch: String

    func run() throws(WorkerFailure) -> ImportedCommit {
        let state = try mirror.open()
        if let pack {
            do throws(LibGit2Error) {
                try PackIndexer(folder: "\(mirror.path)/objects/pack").index(pack)
            } catch {
                throw WorkerFailure(error, mirror.damagedTransfer(error))
            }
        }
        return try mirror.publish(tip, branch, in: state)
    }
}

/// What the jobs that change a mirror have in common.
struct MirrorJob: Codable, Sendable {
    /// The mirror's folder.
    let path: String
    /// Whether the folder is to be made.
    let isNew: Bool
    /// Whether the mirror is to be read through first.
    let isUnverified: Bool
    /// The last commit, of this mirror or of the one that it replaces.
    let last: FetchedCommit?
    /// The remote's URL as it may be shown.
    let display: String
    let limits: GitLimits

    /// Opens or makes the mirror.
    func open() throws(WorkerFailure) -> MirrorState {
        let repository: Repository
        do throws(LibGit2Error) {
            repository = try isNew ? Repository(creatingMirrorAt: path) : Repository(openingMirror: path)
        } catch {
            let failure = GitFailure(.disk, "the mirror in \(path) cannot be opened: \(error.shortText)")
            throw WorkerFailure(error, failure, cause: isNew ? .source : .mirror)
        }
        let state = MirrorState(repository, last: last, path: path, limits: limits)
        guard isUnverified, let commit = last.flatMap({ git_oid(hex: $0.commit) }) else { return state }
        try check(commit, comparedTo: nil, state) {
            WorkerFailure(GitFailure(.damagedMirror, "the mirror in \(path) cannot be read"), cause: .mirror)
        }
        return state
    }

    /// Makes the commit that a tip stands for the mirror's head, when all of it can be read.
    func publish(
        _ tip: String, _ branch: String, in state: MirrorState
    ) throws(WorkerFailure) -> ImportedCommit {
        let commit: git_oid
        do throws(LibGit2Error) {
            guard let tip = git_oid(hex: tip) else { throw LibGit2Error(code: -1, domain: 0, text: "no id") }
            commit = try state.repository.commit(tip)
        } catch {
            throw WorkerFailure(error, damagedTransfer(error))
        }
        let before = isNew ? nil : last.flatMap { git_oid(hex: $0.commit) }
        try check(commit, comparedTo: before, state) {
            WorkerFailure(
                GitFailure(.damagedTransfer, "\(display) sent a commit whose files are not all there"),
                cause: isNew ? .source : .mirror)
        }
        let source = MirrorState.source(branch, display)
        let rewritten = state.isRewritten(by: commit, from: source)
        do throws(GitFailure) {
            try state.publish(commit, from: source)
        } catch {
            throw WorkerFailure(error)
        }
        return ImportedCommit(commit: commit.hex, branch: branch, rewritten: rewritten)
    }

    /// Reads the trees of a commit and the headers of its files, where they differ from another one's.
    private func check(
        _ commit: git_oid, comparedTo old: git_oid?, _ state: MirrorState, otherwise damage: () -> WorkerFailure
    ) throws(WorkerFailure) {
        do {
            try state.read(commit, comparedTo: old)
        } catch let failure as GitFailure where failure.code == .tooLarge {
            // A limit is no damage: whoever reads the commit meets it.
        } catch let error as LibGit2Error where error.isOutOfMemory {
            throw WorkerFailure(error, damagedTransfer(error))
        } catch {
            throw damage()
        }
    }

    func damagedTransfer(_ error: LibGit2Error) -> GitFailure {
        if error.isSystem {
            return GitFailure(.disk, "what \(display) sent could not be written: \(error.shortText)")
        }
        if error.isTooLarge {
            return GitFailure(.tooLarge, "\(display) cannot be served: \(error.shortText); use a repository without it")
        }
        return GitFailure(
            .damagedTransfer, "what \(display) sent is damaged (\(error.shortText)); it will be tried again")
    }
}
