import Foundation

/// A folder of a test's own, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "muster-git-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    @discardableResult
    func write(_ name: String, _ text: String, mode: Int = 0o644) throws -> String {
        let target = file(name)
        try FileManager.default.createDirectory(
            atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: target))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
        return target
    }
}

/// A bare repository that tests commit to with git's plumbing.
struct RepositoryFixture: Sendable {
    let path: String

    /// An empty bare repository.
    init(at path: String) throws {
        self.path = path
        try Command.run("git", ["init", "-q", "--bare", "--initial-branch=master", path])
    }

    /// A repository with one commit of these files.
    init(at path: String, files: [String: String]) throws {
        try self.init(at: path)
        try commit(files)
    }

    /// A commit whose tree holds exactly these files, on top of the branch unless `orphan`.
    @discardableResult
    func commit(_ files: [String: String], branch: String = "master", orphan: Bool = false) throws -> String {
        var stream = "commit refs/heads/\(branch)\ncommitter T <t@example.org> 1700000000 +0000\ndata 1\nx\n"
        let old = try? git("rev-parse", "--verify", "-q", "refs/heads/\(branch)")
        if let old, !orphan { stream += "from \(old)\n" }
        stream += "deleteall\n"
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            stream += "M 100644 inline \(name)\ndata \(text.utf8.count)\n\(text)\n"
        }
        try Command.run("git", ["-C", path, "fast-import", "--quiet", "--force"], input: stream)
        return try git("rev-parse", "refs/heads/\(branch)")
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        try Command.run("git", ["-C", path] + arguments).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Two templates, one of them with a deep file.
    static let twoTemplates = [
        "templates/web/config.yml": "name: Web\n",
        "templates/web/0/docker-compose.yml": "web: {image: nginx}\n",
        "templates/web/0/scripts/run.sh": "echo\n",
        "infra-templates/log/config.yml": "name: Log\n",
        "README.md": "read me\n",
        "templates/notes.txt": "no template\n",
    ]
}
