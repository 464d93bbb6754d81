import Foundation

/// A git repository in a temporary folder, written with the system's git. Removed with ``remove()``.
public struct TestRepository: Sendable {
    /// The repository's work tree.
    public let path: String

    /// An empty repository whose branch is `master`.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "muster-repository-\(UUID().uuidString)").path
        try Command.run("git", ["init", "-q", "-b", "master", path])
    }

    /// Clones a bundle of the corpus, with all its branches.
    public init(bundle: String) throws {
        guard let corpus = SharedCorpus.directory else { throw CocoaError(.fileNoSuchFile) }
        path = FileManager.default.temporaryDirectory.appending(path: "muster-repository-\(UUID().uuidString)").path
        try Command.run("git", ["clone", "-q", "--mirror", corpus.appending(path: "catalogs/\(bundle)").path, path])
    }

    /// Replaces the whole tree with `files` and commits; the commit's 40 hexadecimal digits.
    @discardableResult
    public func commit(_ files: [String: String], orphan: Bool = false) throws -> String {
        let git = ["-C", path, "-c", "user.name=test", "-c", "user.email=test@example.org"]
        if orphan {
            try Command.run("git", git + ["checkout", "-q", "--orphan", "orphan-\(UUID().uuidString)"])
        }
        try Command.run("git", git + ["rm", "-rqf", "--ignore-unmatch", "."])
        for (name, text) in files {
            let file = URL(filePath: path).appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try Command.run("git", git + ["add", "-A"])
        try Command.run("git", git + ["commit", "-q", "--allow-empty", "-m", "test"])
        if orphan { try Command.run("git", git + ["branch", "-q", "-f", "-M", "master"]) }
        let head = try Command.run("git", git + ["rev-parse", "HEAD"])
        return String(decoding: head, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Removes the repository.
    public func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
