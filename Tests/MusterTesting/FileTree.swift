public import Catalog
import Crypto

/// A catalog's files in memory, in the shape in which catalogs are read.
public struct FileTree: Sendable {
    /// The template folders, ordered by path.
    public let folders: [TemplateFolder]
    /// What the files hold, by identity.
    public let contents: [ContentID: [UInt8]]

    /// A tree of texts by path.
    public init(_ texts: [String: String]) {
        self.init(texts.map { ($0.key, Array($0.value.utf8)) })
    }

    /// A tree of files by path.
    public init(_ files: [(path: String, bytes: [UInt8])]) {
        var contents: [ContentID: [UInt8]] = [:]
        var folders: [String: [CatalogFile]] = [:]
        for (path, bytes) in files.sorted(by: { $0.path < $1.path }) {
            let parts = path.split(separator: "/")
            guard parts.count > 2 else { continue }
            let id = Self.id(of: bytes)
            contents[id] = bytes
            folders["\(parts[0])/\(parts[1])", default: []].append(
                CatalogFile(path: path, content: id, size: bytes.count))
        }
        self.contents = contents
        self.folders = folders.sorted { $0.key < $1.key }.map { path, files in
            let listing = files.map { "\($0.path) \($0.content)\n" }.joined()
            return TemplateFolder(path: path, tree: Self.id(of: Array(listing.utf8)), files: files)
        }
    }

    /// The tree read as a catalog of a commit.
    public func snapshot(commit: String = String(repeating: "c", count: 40)) -> CatalogSnapshot {
        CatalogReader().read(commit: commit, folders: folders) { contents[$0] ?? [] }
    }

    private static func id(of bytes: [UInt8]) -> ContentID {
        guard let id = ContentID(bytes: Array(SHA256.hash(data: bytes).prefix(20))) else {
            preconditionFailure("20 bytes are an id")
        }
        return id
    }
}
