import Catalog

/// Where each content of a scanned folder lies.
struct FolderIndex: Sendable {
    let root: String
    let paths: [ContentID: String]

    /// Reads a content again; it must still be what it was.
    func content(_ id: ContentID, limit: Int) throws(GitFailure) -> [UInt8] {
        guard let path = paths[id] else {
            throw GitFailure(.contentMissing, "the folder \(root) has no file content \(id.hex)")
        }
        let bytes = try PlainFile(root: root, path: path).read(limit: limit).bytes
        guard GitObjectHash.of(bytes, .blob) == id else { throw PlainFile.changed(root, path) }
        return bytes
    }
}
