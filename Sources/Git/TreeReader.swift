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
}

/// Reads trees out of a repository within limits.
struct TreeReader {
    let repository: Repository
    let limits: GitLimits
    private(set) var entriesLeft: Int

    init(_ repository: Repository, limits: GitLimits) {
        self.repository = repository
        self.limits = limits
        entriesLeft = limits.entries
    }

    /// The folders `TOP/FOLDER` of a root tree, in byte order of their paths, with all files below. A folder that is
    /// among the known ones with the same tree is taken from there without being read.
    mutating func templateFolders(
        root: git_oid, reusing known: [String: TemplateFolder] = [:]
    ) throws -> [TemplateFolder] {
        var folders: [TemplateFolder] = []
        for (path, id) in try folderTrees(root: root) {
            guard let tree = id.contentID else { continue }
            if let folder = known[path], folder.tree == tree {
                folders.append(folder)
                continue
            }
            var files: [CatalogFile] = []
            try collect(id, path: path, depth: 2, into: &files)
            // Git sorts a folder as if its name ended in "/", the reference walks whole paths byte by byte.
            files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            folders.append(TemplateFolder(path: path, tree: tree, files: files))
        }
        return folders
    }

    /// The folders of a root tree with nothing in them: enough to say which ones are known to be readable.
    mutating func knownFolders(root: git_oid) throws -> [String: TemplateFolder] {
        let folders = try folderTrees(root: root).compactMap { folder in
            folder.id.contentID.map { TemplateFolder(path: folder.path, tree: $0, files: []) }
        }
        return Dictionary(folders.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The folders `TOP/FOLDER` with their trees' ids, in byte order of their paths.
    mutating func folderTrees(root: git_oid) throws -> [(path: String, id: git_oid)] {
        var found: [(path: String, id: git_oid)] = []
        for top in try entries(root) where top.kind == .folder {
            for folder in try entries(top.id) where folder.kind == .folder {
                found.append(("\(top.name)/\(folder.name)", folder.id))
            }
        }
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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
                let header = try repository.header(entry.id)
                files.append(CatalogFile(path: name, content: content, size: header.size))
            case .other: continue
            }
        }
    }

    /// The entries of a tree; names that are no UTF-8 get replacement characters.
    mutating func entries(_ tree: git_oid) throws -> [TreeEntry] {
        var (object, id): (OpaquePointer?, git_oid) = (nil, tree)
        try LibGit2.check(git_tree_lookup(&object, repository.handle, &id))
        defer { git_tree_free(object) }
        let count = git_tree_entrycount(object)
        entriesLeft -= count
        guard entriesLeft >= 0 else {
            throw GitFailure(.tooLarge, "the commit has more than \(limits.entries) files and folders")
        }
        return (0..<count).compactMap { index in
            guard let entry = git_tree_entry_byindex(object, index), let name = git_tree_entry_name(entry),
                let id = git_tree_entry_id(entry)
            else { return nil }
            return TreeEntry(text: String(cString: name), kind: Self.kind(of: entry), id: id.pointee)
        }
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
