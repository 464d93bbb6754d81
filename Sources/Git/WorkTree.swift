import CGitShim
public import Catalog
import Foundation

/// A catalog's folder inside a git work tree, to be compared with what the repository has of it.
public struct WorkTree: Sendable {
    private let path: String
    private let limits: GitLimits

    /// The folder at a path: the work tree's root, or a folder below it.
    public init(path: String, limits: GitLimits = GitLimits()) {
        self.path = path
        self.limits = limits
    }

    /// What differs in the folders `TOP/FOLDER` between a revision and now. Costs what differs, and the names in each top
    /// folder.
    ///
    /// - Parameters:
    ///   - revision: what names a commit: `origin/main`, `HEAD~2`, `v1.0.0`, a commit's digits.
    ///   - folders: the folders as ``FolderSource`` read them.
    /// - Throws: ``GitFailure`` with `notFound` when the folder is in no work tree, `contentMissing` when its repository has no
    ///   such revision.
    public func changes(
        since revision: String, in folders: [TemplateFolder]
    ) async throws(GitFailure) -> WorkTreeChanges {
        try await BlockingThreads.reading.run { () throws(GitFailure) in
            let repository = try self.repository()
            do {
                return try self.changes(since: revision, in: folders, repository)
            } catch let failure as GitFailure {
                throw failure
            } catch {
                throw GitFailure(.damagedMirror, "the repository of \(self.path) cannot be read: \(error)")
            }
        }
    }

    /// The bytes of files as the repository has them, in the order asked for, each of at most the limit for one file.
    public func contents(of ids: [ContentID]) async throws(GitFailure) -> [[UInt8]] {
        try await BlockingThreads.reading.run { () throws(GitFailure) in
            let reader = GitReader(reading: try self.repository(), limits: self.limits)
            var contents: [[UInt8]] = []
            for id in ids { contents.append(try reader.content(id)) }
            return contents
        }
    }

    private func changes(
        since revision: String, in folders: [TemplateFolder], _ repository: Repository
    ) throws -> WorkTreeChanges {
        let commit = try commit(revision, in: repository)
        var reader = TreeReader(repository, limits: limits)
        guard let root = try tree(of: commit, in: repository, &reader) else {
            return WorkTreeChanges(commit: commit.hex, before: [], now: folders)
        }
        let trees = Dictionary(folders.map { ($0.path, $0.tree) }) { first, _ in first }
        var same: Set<String> = []
        let before = try reader.templateFolders(root: root) { path, tree in
            guard tree != nil, trees[path] == tree else { return true }
            same.insert(path)
            return false
        }
        return WorkTreeChanges(commit: commit.hex, before: before, now: folders.filter { !same.contains($0.path) })
    }

    private func repository() throws(GitFailure) -> Repository {
        do throws(LibGit2Error) {
            return try Repository(around: path)
        } catch {
            throw GitFailure(.notFound, "\(path) lies in no git repository; there is nothing to compare it with")
        }
    }

    private func commit(_ revision: String, in repository: Repository) throws(GitFailure) -> git_oid {
        do throws(LibGit2Error) {
            return try repository.commit(named: revision)
        } catch {
            throw GitFailure(
                .contentMissing,
                "the repository of \(path) has no commit \"\(revision.shortened)\"; name a branch, a tag or a commit that is fetched"
            )
        }
    }

    /// The tree of this folder in a commit; nil when it was not there.
    private func tree(of commit: git_oid, in repository: Repository, _ reader: inout TreeReader) throws -> git_oid? {
        guard let workTree = repository.workTree else {
            throw GitFailure(.notFound, "\(path) is a bare repository; lint a work tree of it")
        }
        var tree = try repository.rootTree(ofCommit: commit)
        let own = Self.names(path)
        for name in own.dropFirst(Self.names(workTree).count) {
            let next = try reader.entries(tree).first { $0.name.utf8.elementsEqual(name.utf8) }?.folderID
            guard let next else { return nil }
            tree = next
        }
        return tree
    }

    /// The names that lead to a folder, without links on the way.
    private static func names(_ path: String) -> [Substring] {
        URL(filePath: path).resolvingSymlinksInPath().path.split(separator: "/")
    }
}

/// What differs between a commit and a folder on disk, by the paths of regular files.
public struct WorkTreeChanges: Sendable {
    /// The commit's 40 hexadecimal digits.
    public let commit: String
    /// Each file that differs and was there, with what it held.
    public let before: [String: ContentID]
    /// The files that differ and are there now.
    public let now: Set<String>
    /// The folders `TOP/FOLDER` that the files are in.
    public let folders: Set<String>

    /// - Parameters:
    ///   - before: the folders of the commit that are not the same now.
    ///   - now: the folders that were not the same.
    init(commit: String, before: [TemplateFolder], now: [TemplateFolder]) {
        self.commit = commit
        var before = Self.contents(of: before)
        var now = Self.contents(of: now)
        for (path, content) in now where before[path] == content {
            before[path] = nil
            now[path] = nil
        }
        self.before = before
        self.now = Set(now.keys)
        folders = Set(
            [Array(before.keys), Array(now.keys)].joined().map {
                $0.split(separator: "/").prefix(2).joined(separator: "/")
            })
    }

    private static func contents(of folders: [TemplateFolder]) -> [String: ContentID] {
        Dictionary(folders.flatMap(\.files).map { ($0.path, $0.content) }) { first, _ in first }
    }
}
