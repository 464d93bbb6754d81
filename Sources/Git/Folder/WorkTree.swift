package import Catalog
package import Lanes
import Synchronization

/// A catalog's folder inside a git work tree, to be compared with what the repository has of it. The repository is read by a
/// process of its own: strangers wrote it.
package struct WorkTree: Sendable {
    private let path: String
    private let limits: GitLimits
    private let owner: LaneOwner
    private let worker: GitWorker

    /// The folder at a path: the work tree's root, or a folder below it.
    package init(
        path: String, limits: GitLimits = GitLimits(), owner: LaneOwner = .process, worker: GitWorker = .thisProgram
    ) {
        self.path = path
        self.limits = limits
        self.owner = owner
        self.worker = worker
    }

    /// What differs in the folders `TOP/FOLDER` between a revision and now. Costs what differs, and the names in each top
    /// folder.
    ///
    /// - Parameters:
    ///   - revision: what names a commit: `origin/main`, `HEAD~2`, `v1.0.0`, a commit's digits.
    ///   - folders: the folders as ``FolderSource`` read them.
    /// - Throws: ``GitFailure`` with `notFound` when the folder is in no work tree, `contentMissing` when its repository has no
    ///   such revision.
    package func changes(
        since revision: String, in folders: [TemplateFolder]
    ) async throws(GitFailure) -> WorkTreeChanges {
        let trees = Dictionary(folders.map { ($0.path, $0.tree.hex) }) { first, _ in first }
        let job = WorkTreeComparison(path: path, revision: revision, trees: trees, limits: limits)
        do throws(WorkerFailure) {
            guard case .compared(let found) = try await worker.run(.compare(job), for: owner) else { return nothing }
            let same = Set(found.same)
            return WorkTreeChanges(
                commit: found.commit, before: found.before.compactMap(\.folder),
                now: folders.filter { !same.contains($0.path) })
        } catch {
            throw error.failure
        }
    }

    /// The bytes of files as the repository has them, in the order asked for, each of at most the limit for one file.
    package func contents(of ids: [ContentID]) async throws(GitFailure) -> [[UInt8]] {
        guard !ids.isEmpty else { return [] }
        let job = ObjectReading(path: path, ids: ids.map(\.hex), limits: limits)
        let received = ReceivedContents(limit: limits.comparedBytes)
        do throws(WorkerFailure) {
            _ = try await worker.run(.read(job), for: owner, tidy: received.clear) { content throws(GitFailure) in
                try received.add(content)
            }
        } catch {
            throw error.failure
        }
        return received.all
    }

    private var nothing: WorkTreeChanges { WorkTreeChanges(commit: "", before: [], now: []) }
}

/// Contents that have come, in their order.
private final class ReceivedContents: Sendable {
    private let limit: Int
    private let contents = Mutex<(all: [[UInt8]], bytes: Int)>(([], 0))

    init(limit: Int) {
        self.limit = limit
    }

    var all: [[UInt8]] { contents.withLock { $0.all } }

    func add(_ content: [UInt8]) throws(GitFailure) {
        let bytes = contents.withLock { contents in
            contents.all.append(content)
            contents.bytes += content.count
            return contents.bytes
        }
        guard bytes <= limit else {
            throw GitFailure(
                .tooLarge, "the files that changed have more than \(limit >> 20) MB; name a later revision")
        }
    }

    func clear() { contents.withLock { $0 = ([], 0) } }
}
