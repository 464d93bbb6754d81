package import Catalog
import CGitShim
package import Lanes
import Synchronization

/// A bare mirror of one branch of one remote, without a work tree.
///
/// Updating and reading may overlap: a reader sees the commit it asks for. Updates of one mirror follow one another.
package final class GitMirror: Sendable {
    let directory: MirrorDirectory
    let limits: GitLimits
    /// Set when a reader met damage; the next update then clones anew.
    let suspect = Atomic(false)
    /// Whether the mirror was read through once since the program started.
    let verified = Atomic(false)
    let owner: LaneOwner
    let worker: GitWorker
    private let turn = Turn()

    /// The mirror in this folder, which is made by the first update.
    ///
    /// - Parameters:
    ///   - owner: whose turns in the lanes updates and readers take.
    ///   - worker: the program that reads what remotes send.
    package init(
        directory: String, limits: GitLimits = GitLimits(), owner: LaneOwner = .process,
        worker: GitWorker = .thisProgram
    ) {
        self.directory = MirrorDirectory(path: directory)
        self.limits = limits
        self.owner = owner
        self.worker = worker
    }

    /// Brings the mirror to where the branch is now. Asks the remote for its references first and fetches nothing when
    /// nothing changed. Without a branch: `master`, else the branch of the remote's `HEAD`.
    ///
    /// A damaged mirror is cloned anew beside the old one and put in its place. After a failure the mirror is what it
    /// was. Ends by its deadlines whatever the remote does, and soon after its task is cancelled. What a remote sends is only
    /// unpacked by a process of its own (``GitWorker``).
    ///
    /// - Parameter heard: is told whenever bytes have come from the remote.
    package func update(
        from url: RemoteURL,
        branch: String? = nil,
        credential: Credential? = nil,
        deadlines: Deadlines = Deadlines(),
        heard: (@Sendable () -> Void)? = nil
    ) async throws(GitFailure) -> MirrorUpdate {
        await turn.take()
        defer { turn.pass() }
        return try await update(
            UpdateRequest(
                url: url, branch: branch.flatMap { $0.isEmpty ? nil : $0 },
                credential: (credential ?? Credential()).merged(with: url.credential), deadlines: deadlines,
                limits: limits, heard: heard))
    }

    /// The last completely fetched commit, without any network; nil when there is none or the mirror is unreadable.
    package func head() async -> String? {
        try? await Lane.reading.run(for: owner) {
            try self.directory.reading {
                try Repository(openingMirror: self.directory.path).reference(MirrorState.headReference)?.hex
            }
        }
    }

    /// Removes the mirror from disk, after updates and readers that are under way, if it is then still unneeded.
    package func remove(ifStill isUnneeded: @Sendable () -> Bool = { true }) async throws(GitFailure) {
        await turn.take()
        defer { turn.pass() }
        guard isUnneeded() else { return }
        try await Lane.reading.git(for: owner) { () throws(GitFailure) in try self.directory.remove() }
    }

    /// Every folder `TOP/FOLDER` of a commit with all regular files below it, in byte order of their paths.
    /// Symbolic links and submodules are left out.
    package func templateFolders(at commit: String) async throws -> [TemplateFolder] {
        try await read { repository in
            var reader = TreeReader(repository, limits: self.limits)
            return try reader.templateFolders(root: try repository.rootTree(ofCommit: try Self.oid(commit)))
        }
    }

    /// What differs in the folders `TOP/FOLDER` of two commits. Costs what differs, and the names in each top folder that
    /// does. Nil when the mirror does not have the old commit (any more), as after it was cloned anew.
    package func changes(from old: String, to new: String) async throws -> CatalogChanges? {
        try await read { repository in
            guard let before = git_oid(hex: old), repository.contains(before) else { return nil }
            var reader = TreeReader(repository, limits: self.limits)
            let (changed, removed) = try reader.changes(
                from: try repository.rootTree(ofCommit: before),
                to: try repository.rootTree(ofCommit: try Self.oid(new)))
            return CatalogChanges(since: old, changed: changed, removed: removed)
        }
    }

    /// The bytes of a regular file at the root of a commit, of at most `limit` bytes; nil when there is none.
    package func rootFile(_ name: String, at commit: String, limit: Int) async throws -> [UInt8]? {
        try await read { repository in
            var reader = TreeReader(repository, limits: self.limits)
            let root = try reader.entries(try repository.rootTree(ofCommit: try Self.oid(commit)))
            guard let id = root.first(where: { $0.name == name && $0.kind == .file })?.id.contentID else { return nil }
            return try GitReader(reading: repository, limits: self.limits).content(id, limit: limit)
        }
    }

    /// The bytes of one file's content, of at most `limit` bytes.
    package func content(of id: ContentID, limit: Int? = nil) async throws -> [UInt8] {
        try await withReader { try $0.content(id, limit: limit) }
    }

    /// The bytes of several files' contents, in the order asked for.
    package func contents(of ids: [ContentID]) async throws -> [[UInt8]] {
        try await withReader { reader in try ids.map { try reader.content($0) } }
    }

    /// Runs `body` on the threads of `Lane.reading`, where it may read contents one after another without suspending. The
    /// reader must not leave `body`, and `body` must not wait for the same lane.
    package func withReader<T: Sendable>(_ body: @Sendable (GitReader) throws -> T) async throws -> T {
        try await read { try body(GitReader(reading: $0, limits: self.limits)) }
    }

    /// As ``withReader(_:)``, on a thread of another lane than that of reading.
    package func withReader<T: Sendable>(
        in lane: Lane, _ body: @Sendable (GitReader) throws -> T
    ) async throws -> T {
        try await read(in: lane) { try body(GitReader(reading: $0, limits: self.limits)) }
    }

    private func read<T: Sendable>(
        in lane: Lane = .reading, _ body: @Sendable (Repository) throws -> T
    ) async throws -> T {
        try await lane.run(for: owner) {
            try self.directory.reading {
                do {
                    return try body(try Repository(openingMirror: self.directory.path))
                } catch let error as LibGit2Error where error.isTooLarge {
                    throw GitFailure(.tooLarge, "the mirror in \(self.directory.path) is not read: \(error.text)")
                } catch let error as LibGit2Error {
                    throw self.damage(error)
                } catch let failure as GitFailure where failure.code == .damagedMirror {
                    self.suspect.store(true, ordering: .relaxed)
                    throw failure
                }
            }
        }
    }

    private func damage(_ error: LibGit2Error) -> GitFailure {
        if directory.exists { suspect.store(true, ordering: .relaxed) }
        return GitFailure(
            .damagedMirror,
            "the mirror in \(directory.path) cannot be read (\(error.shortText)); the next refresh clones it anew")
    }

    private static func oid(_ commit: String) throws(GitFailure) -> git_oid {
        guard let oid = git_oid(hex: commit) else {
            throw GitFailure(.contentMissing, "a commit's id has 40 hexadecimal digits, not \"\(commit.shortened)\"")
        }
        return oid
    }
}
