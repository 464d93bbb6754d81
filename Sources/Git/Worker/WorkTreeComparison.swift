import CGitShim
import Catalog
import Foundation

/// Compares a folder of a work tree with what a revision has of it.
struct WorkTreeComparison: Codable, Sendable {
    let path: String
    let revision: String
    /// The trees of the folders `TOP/FOLDER` as they are now.
    let trees: [String: String]
    let limits: GitLimits

    private var name: String { "the repository of \(path)" }

    func run() throws(WorkerFailure) -> ComparedFolders {
        let repository = try Repository(ofWorkTree: path)
        do {
            return try compare(in: repository)
        } catch let failure as WorkerFailure {
            throw failure
        } catch let failure as GitFailure {
            throw WorkerFailure(failure)
        } catch let error as LibGit2Error {
            throw WorkerFailure(error, GitFailure.unreadable(name, error))
        } catch {
            throw WorkerFailure(GitFailure(.damagedRepository, "the repository of \(path) cannot be read: \(error)"))
        }
    }

    private func compare(in repository: Repository) throws -> ComparedFolders {
        let commit = try commit(in: repository)
        var reader = TreeReader(repository, limits: limits)
        guard let root = try tree(of: commit, in: repository, &reader) else {
            return ComparedFolders(commit: commit.hex, before: [], same: [])
        }
        var same: [String] = []
        let before = try reader.templateFolders(root: root) { path, tree in
            guard let tree, trees[path] == tree.hex else { return true }
            same.append(path)
            return false
        }
        return ComparedFolders(commit: commit.hex, before: before.map(ComparedFolder.init), same: same)
    }

    private func commit(in repository: Repository) throws(WorkerFailure) -> git_oid {
        do throws(LibGit2Error) {
            return try repository.commit(named: revision)
        } catch {
            guard error.isMissing || error.isUnclear else {
                throw WorkerFailure(error, GitFailure.unreadable(name, error))
            }
            throw WorkerFailure(
                GitFailure(
                    .contentMissing,
                    "the repository of \(path) has no commit \"\(revision.shortened)\"; name a branch, a tag or a commit that is fetched"
                ))
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

/// Reads files of a work tree's repository.
struct ObjectReading: Codable, Sendable {
    let path: String
    let ids: [String]
    let limits: GitLimits

    /// Hands on the contents in the order asked for.
    func run(_ content: ([UInt8]) -> Void) throws(WorkerFailure) {
        let repository = try Repository(ofWorkTree: path)
        for id in ids.compactMap({ git_oid(hex: $0) }) {
            do throws(LibGit2Error) {
                let size = try repository.header(id).size
                guard size <= limits.contentBytes else {
                    throw LibGit2Error(tooLarge: "the file content \(id.hex)", bytes: size, limit: limits.contentBytes)
                }
                content(try repository.read(id).bytes)
            } catch {
                throw WorkerFailure(error, GitFailure.unreadable("the repository of \(path)", error))
            }
        }
    }
}

/// What a comparison found.
struct ComparedFolders: Codable, Sendable {
    let commit: String
    /// The folders of the commit that are not the same now.
    let before: [ComparedFolder]
    /// The paths of the folders that are.
    let same: [String]
}

/// A folder `TOP/FOLDER` of a commit.
struct ComparedFolder: Codable, Sendable {
    private let path: String
    private let tree: String
    private let files: [File]

    private struct File: Codable {
        let path: String
        let content: String
        let size: Int
    }

    init(_ folder: TemplateFolder) {
        path = folder.path
        tree = folder.tree.hex
        files = folder.files.map { File(path: $0.path, content: $0.content.hex, size: $0.size) }
    }

    /// The folder as a catalog has it.
    var folder: TemplateFolder? {
        guard let tree = ContentID(hex: tree) else { return nil }
        let files = files.compactMap { file in
            ContentID(hex: file.content).map { CatalogFile(path: file.path, content: $0, size: file.size) }
        }
        return TemplateFolder(path: path, tree: tree, files: files)
    }
}

extension GitFailure {
    /// A repository that strangers wrote and that libgit2 cannot read.
    static func unreadable(_ name: String, _ error: LibGit2Error) -> GitFailure {
        error.isTooLarge
            ? GitFailure(.tooLarge, "\(name) cannot be read: \(error.shortText); use one without it")
            : GitFailure(
                .damagedRepository, "\(name) cannot be read (\(error.shortText)); run git fsck there, or put it back")
    }
}

extension Repository {
    /// The repository that a folder lies in.
    fileprivate convenience init(ofWorkTree path: String) throws(WorkerFailure) {
        do throws(LibGit2Error) {
            try self.init(aroundForeign: path)
        } catch {
            guard error.isMissing else {
                throw WorkerFailure(error, GitFailure.unreadable("the repository of \(path)", error))
            }
            throw WorkerFailure(
                GitFailure(.notFound, "\(path) lies in no git repository; there is nothing to compare it with"))
        }
    }
}
