import CGitShim
import Catalog

/// One entry of a git tree.
struct TreeEntry {
    /// What an entry is, as far as a catalog is concerned.
    enum Kind {
        case folder, file
        /// A symbolic link or a submodule: never followed, never served.
        case other
    }

    let name: String
    let kind: Kind
    let id: git_oid

    /// Nil for names that git itself never writes, and that would lead elsewhere as a path.
    init?(text name: String, kind: Kind, id: git_oid) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(UInt8(ascii: "/")) else { return nil }
        self.name = name
        self.kind = kind
        self.id = id
    }

    /// The folder's tree; nil for what is no folder.
    var folderID: git_oid? { kind == .folder ? id : nil }
}

/// A git tree that is open for reading, by position.
final class OpenTree {
    let count: Int
    private let handle: OpaquePointer?

    /// Opens a tree, whose size is looked at first; without an id it is an empty one.
    init(_ id: git_oid?, in repository: Repository, limits: GitLimits) throws(LibGit2Error) {
        var handle: OpaquePointer?
        if var id {
            let size = try repository.header(id).size
            guard size <= limits.treeBytes else {
                throw LibGit2Error(tooLarge: "the folder \(id.hex)", bytes: size, limit: limits.treeBytes)
            }
            try LibGit2.check(git_tree_lookup(&handle, repository.handle, &id))
        }
        self.handle = handle
        count = handle.map { git_tree_entrycount($0) } ?? 0
    }

    deinit { git_tree_free(handle) }

    /// The entry at a position, valid as long as the tree; nil behind the last one.
    func entry(_ index: Int) -> OpaquePointer? {
        index < count ? git_tree_entry_byindex(handle, index) : nil
    }
}

/// Reads trees out of a repository within limits.
struct TreeReader {
    let repository: Repository
    let limits: GitLimits
    /// Whether what was read is given back: to see whether it can be read, it need not be kept.
    private let keepsFiles: Bool
    private(set) var entriesLeft: Int
    private var pathBytesLeft: Int

    init(_ repository: Repository, limits: GitLimits, keepsFiles: Bool = true) {
        self.repository = repository
        self.keepsFiles = keepsFiles
        self.limits = limits
        entriesLeft = limits.entries
        pathBytesLeft = limits.pathsBytes
    }

    /// The folders `TOP/FOLDER` of a root tree, in byte order of their paths, with all files below: those that are wanted, by
    /// path and tree.
    mutating func templateFolders(
        root: git_oid, where isWanted: (String, ContentID?) -> Bool = { _, _ in true }
    ) throws -> [TemplateFolder] {
        var found: [FolderTree] = []
        for top in try entries(root) where top.kind == .folder {
            found += try folders(of: top).filter { isWanted($0.path, $0.id.contentID) }
        }
        return try read(found)
    }

    /// What differs in the folders `TOP/FOLDER` of two root trees. Looks only into top folders that differ, and reads
    /// only the folders that do.
    mutating func changes(
        from old: git_oid, to new: git_oid
    ) throws -> (changed: [TemplateFolder], removed: [String]) {
        var changed: [FolderTree] = []
        var removed: [String] = []
        for top in try differences(old, new) {
            let name = (top.new ?? top.old)?.name ?? ""
            for folder in try differences(top.old?.folderID, top.new?.folderID) {
                if let now = folder.new, now.kind == .folder {
                    changed.append(("\(name)/\(now.name)", now.id))
                } else if let before = folder.old, before.kind == .folder {
                    removed.append("\(name)/\(before.name)")
                }
            }
        }
        // A file in a folder's place stands elsewhere in git's order, so both come up.
        removed.removeAll { path in changed.contains { $0.path.utf8.elementsEqual(path.utf8) } }
        removed.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return (try read(changed), removed)
    }

    /// The entries of two trees that are not the same: those of one name with another content, and those that only one
    /// tree has. No tree at all is an empty one.
    private mutating func differences(
        _ old: git_oid?, _ new: git_oid?
    ) throws -> [(old: TreeEntry?, new: TreeEntry?)] {
        let before = try open(old)
        let after = try open(new)
        try count(before.count + after.count)
        var differences: [(old: TreeEntry?, new: TreeEntry?)] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            let (one, other) = (before.entry(left), after.entry(right))
            let order = Self.order(one, other)
            if order <= 0 { left += 1 }
            if order >= 0 { right += 1 }
            if order == 0, let one, let other, git_oid_equal(git_tree_entry_id(one), git_tree_entry_id(other)) == 1,
                Self.kind(of: one) == Self.kind(of: other)
            {
                continue
            }
            differences.append((order <= 0 ? Self.entry(one) : nil, order >= 0 ? Self.entry(other) : nil))
        }
        return differences
    }

    /// The order of two entries by git's own rule; what is missing comes last.
    private static func order(_ one: OpaquePointer?, _ other: OpaquePointer?) -> Int32 {
        guard let one else { return 1 }
        guard let other else { return -1 }
        return git_tree_entry_cmp(one, other)
    }

    /// A folder `TOP/FOLDER` that has not been read yet.
    private typealias FolderTree = (path: String, id: git_oid)

    private mutating func folders(of top: TreeEntry) throws -> [FolderTree] {
        try entries(top.id).filter { $0.kind == .folder }.map { ("\(top.name)/\($0.name)", $0.id) }
    }

    private mutating func read(_ trees: [FolderTree]) throws -> [TemplateFolder] {
        var folders: [TemplateFolder] = []
        for (path, id) in trees.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            guard let tree = id.contentID else { continue }
            var files: [CatalogFile] = []
            try collect(id, path: path, depth: 2, into: &files)
            // Git sorts a folder as if its name ended in "/", the reference walks whole paths byte by byte.
            files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            folders.append(TemplateFolder(path: path, tree: tree, files: files))
        }
        return folders
    }

    private mutating func collect(_ tree: git_oid, path: String, depth: Int, into files: inout [CatalogFile]) throws {
        guard depth < limits.depth else {
            throw GitFailure(.tooLarge, "the folder \(path.shortened) lies more than \(limits.depth) folders deep")
        }
        for entry in try entries(tree) {
            let name = "\(path)/\(entry.name)"
            guard name.utf8.count <= limits.pathBytes else {
                throw GitFailure(.tooLarge, "a path below \(path.shortened) is longer than \(limits.pathBytes) bytes")
            }
            switch entry.kind {
            case .folder: try collect(entry.id, path: name, depth: depth + 1, into: &files)
            case .file:
                guard let content = entry.id.contentID else { continue }
                try count(path: name)
                let header = try repository.header(entry.id)
                if keepsFiles { files.append(CatalogFile(path: name, content: content, size: header.size)) }
            case .other: continue
            }
        }
    }

    /// The entries of a tree; names that are no UTF-8 get replacement characters.
    mutating func entries(_ id: git_oid) throws -> [TreeEntry] {
        let tree = try open(id)
        try count(tree.count)
        return (0..<tree.count).compactMap { Self.entry(tree.entry($0)) }
    }

    private func open(_ id: git_oid?) throws -> OpenTree {
        do throws(LibGit2Error) {
            return try OpenTree(id, in: repository, limits: limits)
        } catch {
            guard error.isTooLarge else { throw error }
            throw GitFailure(.tooLarge, "the commit cannot be read: \(error.text)")
        }
    }

    private mutating func count(path: String) throws(GitFailure) {
        pathBytesLeft -= path.utf8.count
        guard pathBytesLeft >= 0 else {
            throw GitFailure(
                .tooLarge, "the paths of the commit's files have more than \(limits.pathsBytes >> 20) MB together")
        }
    }

    private mutating func count(_ entries: Int) throws(GitFailure) {
        entriesLeft -= entries
        guard entriesLeft >= 0 else {
            throw GitFailure(.tooLarge, "the commit has more than \(limits.entries) files and folders")
        }
    }

    private static func entry(_ entry: OpaquePointer?) -> TreeEntry? {
        guard let entry, let name = git_tree_entry_name(entry), let id = git_tree_entry_id(entry) else { return nil }
        return TreeEntry(text: String(cString: name), kind: kind(of: entry), id: id.pointee)
    }

    private static func kind(of entry: OpaquePointer) -> TreeEntry.Kind {
        switch git_tree_entry_filemode(entry) {
        case GIT_FILEMODE_TREE: .folder
        case GIT_FILEMODE_BLOB, GIT_FILEMODE_BLOB_EXECUTABLE: .file
        default: .other
        }
    }
}

extension String {
    /// At most 120 characters of a foreign name, for a sentence.
    var shortened: String { count > 120 ? prefix(120) + "…" : self }
}
