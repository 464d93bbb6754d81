import Foundation
import MusterTesting
import Testing

@testable import Git

@Suite("What differs from a revision")
struct WorkTreeTests {
    /// A repository with a catalog in the folder `catalog`, committed once.
    private static func repository(below folder: String = "catalog/") throws -> (root: URL, catalog: String) {
        let root = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try git(root, "init", "-q", "-b", "main")
        for (path, text) in [
            ("templates/a/config.yml", "name: A\n"), ("templates/a/0/docker-compose.yml", "a: {}\n"),
            ("templates/b/config.yml", "name: B\n"), ("infra-templates/c/config.yml", "name: C\n"),
        ] { try write(text, to: root.appending(path: folder + path)) }
        try git(root, "add", "-A")
        try git(root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one")
        return (root, root.path + "/" + folder)
    }

    private static func git(_ root: URL, _ arguments: String...) throws {
        try Command.run("git", ["-C", root.path] + arguments)
    }

    private static func write(_ text: String, to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private static func changes(_ catalog: String, since revision: String = "HEAD") async throws -> WorkTreeChanges {
        let folders = try await FolderSource(path: catalog).scan().templateFolders
        return try await WorkTree(path: catalog).changes(since: revision, in: folders)
    }

    @Test("nothing differs in a fresh work tree, at its root and below it", arguments: ["", "catalog/", "a/b/"])
    func unchanged(_ folder: String) async throws {
        let (root, catalog) = try Self.repository(below: folder)
        defer { try? FileManager.default.removeItem(at: root) }
        let changes = try await Self.changes(catalog)
        #expect(changes.before.isEmpty && changes.now.isEmpty && changes.folders.isEmpty)
        #expect(changes.commit.count == 40)
    }

    @Test(
        "changed, new and removed files are told with what they were, whether they are committed or not",
        arguments: [false, true])
    func changed(_ isCommitted: Bool) async throws {
        let (root, catalog) = try Self.repository()
        defer { try? FileManager.default.removeItem(at: root) }
        try Self.write("b: {}\n", to: URL(filePath: catalog + "templates/a/0/docker-compose.yml"))
        try Self.write("name: D\n", to: URL(filePath: catalog + "templates/d/config.yml"))
        try FileManager.default.removeItem(atPath: catalog + "infra-templates")
        try Self.write("no part of the catalog\n", to: root.appending(path: "README.md"))
        if isCommitted {
            try Self.git(root, "add", "-A")
            try Self.git(root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "two")
        }
        let changes = try await Self.changes(catalog, since: isCommitted ? "HEAD~1" : "main")
        #expect(changes.now == ["templates/a/0/docker-compose.yml", "templates/d/config.yml"])
        #expect(changes.before.keys.sorted() == ["infra-templates/c/config.yml", "templates/a/0/docker-compose.yml"])
        #expect(changes.folders == ["infra-templates/c", "templates/a", "templates/d"])
        let old = try #require(changes.before["templates/a/0/docker-compose.yml"])
        #expect(
            try await WorkTree(path: catalog).contents(of: [old, old]) == [
                Array("a: {}\n".utf8), Array("a: {}\n".utf8),
            ])
    }

    @Test("a catalog that was not there yet is all new")
    func new() async throws {
        let (root, _) = try Self.repository()
        defer { try? FileManager.default.removeItem(at: root) }
        try Self.git(
            root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--allow-empty", "-qm", "two")
        try Self.write("name: N\n", to: root.appending(path: "new/templates/n/config.yml"))
        let changes = try await Self.changes(root.path + "/new")
        #expect(changes.now == ["templates/n/config.yml"] && changes.before.isEmpty)
    }

    @Test("a revision that is not there, and a folder in no repository, are said")
    func failures() async throws {
        let (root, catalog) = try Self.repository()
        defer { try? FileManager.default.removeItem(at: root) }
        let missing = await #expect(throws: GitFailure.self) { try await Self.changes(catalog, since: "nonsense") }
        #expect(missing?.code == .contentMissing)
        #expect(missing?.message.contains("\"nonsense\"") == true)
        let plain = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: plain) }
        try Self.write("name: A\n", to: plain.appending(path: "templates/a/config.yml"))
        let outside = await #expect(throws: GitFailure.self) { try await Self.changes(plain.path) }
        #expect(outside?.code == .notFound)
    }

    @Test("links and modes make no difference")
    func links() async throws {
        let (root, catalog) = try Self.repository()
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createSymbolicLink(
            atPath: catalog + "templates/a/link", withDestinationPath: "config.yml")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: catalog + "templates/b/config.yml")
        let changes = try await Self.changes(catalog)
        #expect(changes.now.isEmpty && changes.before.isEmpty)
    }
}
