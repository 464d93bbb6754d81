import Catalog
import Foundation
import Lanes

/// One reading of a plain folder.
struct FolderScan {
    private let root: String
    private let limits: GitLimits
    private var entriesLeft: Int
    private var pathBytesLeft: Int
    private var paths: [ContentID: String] = [:]

    /// One line of a tree, as git hashes it.
    private struct Entry {
        let mode: String
        let name: String
        let id: ContentID

        /// Git sorts a folder as if its name ended in "/".
        var sortKey: [UInt8] { Array((mode == FolderScan.folderMode ? name + "/" : name).utf8) }
        var bytes: [UInt8] { Array("\(mode) \(name)\0".utf8) + id.bytes }
    }

    private static let folderMode = "40000"

    init(_ root: String, limits: GitLimits) {
        self.root = root
        self.limits = limits
        entriesLeft = limits.entries
        pathBytesLeft = limits.pathsBytes
    }

    /// Reads every folder `TOP/FOLDER`, or only the one at `path`.
    mutating func run(only path: String? = nil, _ owner: LaneOwner) throws(GitFailure) -> FolderSnapshot {
        var isDirectory = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw GitFailure(.notFound, "there is no folder \(root); check the path")
        }
        var folders: [TemplateFolder] = []
        var tops: [Entry] = []
        for top in try names(in: "", on: path) where try kind(of: top) == .folder {
            var entries: [Entry] = []
            for name in try names(in: top, on: path) where try kind(of: "\(top)/\(name)") == .folder {
                let folder = try templateFolder("\(top)/\(name)")
                folders.append(folder)
                entries.append(Entry(mode: Self.folderMode, name: name, id: folder.tree))
            }
            tops.append(Entry(mode: Self.folderMode, name: top, id: try tree(of: entries)))
        }
        folders.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return FolderSnapshot(
            commit: try tree(of: tops).hex, templateFolders: folders, index: FolderIndex(root: root, paths: paths),
            limits: limits, owner: owner)
    }

    private mutating func templateFolder(_ path: String) throws(GitFailure) -> TemplateFolder {
        var files: [CatalogFile] = []
        let tree = try collect(path, depth: 2, into: &files)
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return TemplateFolder(path: path, tree: tree, files: files)
    }

    /// The names in a folder; those alone that lead to `path`, without looking into the folder, when it is given.
    private mutating func names(in folder: String, on path: String?) throws(GitFailure) -> [String] {
        guard let path else { return try names(in: folder) }
        let depth = folder.isEmpty ? 0 : 1
        return path.split(separator: "/").dropFirst(depth).prefix(1).map(String.init)
    }

    private mutating func collect(
        _ folder: String, depth: Int, into files: inout [CatalogFile]
    ) throws(GitFailure) -> ContentID {
        guard depth < limits.depth else {
            throw GitFailure(.tooLarge, "the folder \(folder.shortened) lies more than \(limits.depth) folders deep")
        }
        var entries: [Entry] = []
        for name in try names(in: folder) {
            let path = "\(folder)/\(name)"
            pathBytesLeft -= path.utf8.count
            guard pathBytesLeft >= 0 else {
                throw GitFailure(
                    .tooLarge, "the paths of the files of \(root) have more than \(limits.pathsBytes >> 20) MB together"
                )
            }
            switch try kind(of: path) {
            case .folder:
                entries.append(
                    Entry(mode: Self.folderMode, name: name, id: try collect(path, depth: depth + 1, into: &files)))
            case .file:
                let content = try PlainFile(root: root, path: path).identify(limit: limits.contentBytes)
                guard let id = content.id else { continue }
                paths[id] = path
                files.append(CatalogFile(path: path, content: id, size: content.size))
                entries.append(Entry(mode: content.isExecutable ? "100755" : "100644", name: name, id: id))
            case .other: continue
            }
        }
        return try tree(of: entries)
    }

    private func tree(of entries: [Entry]) throws(GitFailure) -> ContentID {
        let sorted = entries.map { (key: $0.sortKey, entry: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        guard let id = GitObjectHash.of(sorted.flatMap(\.entry.bytes), .tree) else {
            throw GitFailure(.configuration, "a digest of \(root) does not have 20 bytes")
        }
        return id
    }

    /// The names in a folder, which is none when the folder has gone meanwhile.
    private mutating func names(in folder: String) throws(GitFailure) -> [String] {
        if Task.isCancelled { throw GitFailure(.cancelled, "reading the folder \(root) was cancelled") }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? root : "\(root)/\(folder)")
        } catch {
            guard access("\(root)/\(folder)", F_OK) != 0 else {
                throw GitFailure(.disk, "the folder \(folder) of \(root) cannot be read; check who owns it")
            }
            return []
        }
        entriesLeft -= names.count
        guard entriesLeft >= 0 else {
            throw GitFailure(.tooLarge, "\(root) has more than \(limits.entries) files and folders")
        }
        return names
    }

    /// What lies at a path; a hidden folder counts as neither folder nor file.
    private func kind(of path: String) throws(GitFailure) -> TreeEntry.Kind {
        guard path.utf8.count <= limits.pathBytes else {
            throw GitFailure(.tooLarge, "the path \(path.shortened) is longer than \(limits.pathBytes) bytes")
        }
        var status = stat()
        guard lstat("\(root)/\(path)", &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return path.split(separator: "/").last?.hasPrefix(".") == true ? .other : .folder
        case S_IFREG: return .file
        default: return .other
        }
    }
}
