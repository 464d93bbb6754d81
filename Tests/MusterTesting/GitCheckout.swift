import Foundation

/// The tree of a git bundle's branch, read with the system's git: an independent view for tests.
public struct GitCheckout: Sendable {
    /// One file of the tree.
    public struct File: Sendable {
        /// The path from the root.
        public let path: String
        /// The blob's 40 hexadecimal digits.
        public let blob: String
        /// The bytes.
        public let contents: [UInt8]
    }

    /// The commit's 40 hexadecimal digits.
    public let commit: String
    /// The tree ids of all folders two deep, `TOP/FOLDER`, by path.
    public let folderTrees: [String: String]
    /// All regular files in byte order of their paths.
    public let files: [File]

    /// Reads the branch of a bundle of the corpus, for example `library.bundle`.
    public init(bundle: String, branch: String) throws {
        guard let corpus = SharedCorpus.directory else { throw CocoaError(.fileNoSuchFile) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString).git")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Command.run(
            "git", ["clone", "-q", "--bare", corpus.appending(path: "catalogs/\(bundle)").path, folder.path])
        try self.init(repository: folder.path, revision: branch)
    }

    /// Reads a revision of a repository.
    public init(repository: String, revision: String) throws {
        let git = ["-C", repository]
        commit = Self.text(try Command.run("git", git + ["rev-parse", "\(revision)^{commit}"]))
        let listing = Self.entries(try Command.run("git", git + ["ls-tree", "-r", "-t", "-z", commit]))
        let blobs = listing.filter { $0.kind == "blob" && $0.mode != "120000" }
        let request = blobs.map { $0.id + "\n" }.joined()
        let batch = try Command.run("git", git + ["cat-file", "--batch"], input: Data(request.utf8))
        let contents = Self.batchContents([UInt8](batch))
        files = zip(blobs, contents).map { File(path: $0.path, blob: $0.id, contents: $1) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let trees = listing.filter { $0.kind == "tree" && $0.path.filter { $0 == "/" }.count == 1 }
        folderTrees = Dictionary(trees.map { ($0.path, $0.id) }) { first, _ in first }
    }

    private struct Entry {
        let mode: String
        let kind: String
        let id: String
        let path: String
    }

    private static func text(_ data: Data) -> String {
        String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func entries(_ data: Data) -> [Entry] {
        data.split(separator: 0).compactMap { record in
            let parts = record.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
            let fields = parts[0].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 2, fields.count == 3 else { return nil }
            return Entry(
                mode: fields[0], kind: fields[1], id: fields[2], path: String(decoding: parts[1], as: UTF8.self))
        }
    }

    /// The bodies of `git cat-file --batch`: a line `ID blob SIZE`, the bytes, and a line feed, each.
    private static func batchContents(_ bytes: [UInt8]) -> [[UInt8]] {
        var contents: [[UInt8]] = []
        var index = 0
        while index < bytes.count, let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
            let header = String(decoding: bytes[index..<end], as: UTF8.self).split(separator: " ")
            let size = header.last.flatMap { Int($0) } ?? 0
            contents.append(Array(bytes[(end + 1)..<(end + 1 + size)]))
            index = end + size + 2
        }
        return contents
    }
}
