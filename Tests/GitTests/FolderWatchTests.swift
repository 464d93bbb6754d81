import Foundation
import MusterTesting
import Testing

@testable import Git

@Suite("Watching a folder", .timeLimit(.minutes(2)))
struct FolderWatchTests {
    private static func folder() throws -> URL {
        let root = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
        try write("name: A\n", to: root.appending(path: "templates/a/config.yml"))
        try write("a: {}\n", to: root.appending(path: "templates/a/0/docker-compose.yml"))
        return root
    }

    private static func write(_ text: String, to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Waits until what changed holds what is expected; what changes meanwhile is added up.
    ///
    /// The folder `templates/a` may change by itself: a program that another test starts holds a file that was written before
    /// the watch began until it has become itself, and the system tells the end of writing only then.
    private static func wait(for watch: FolderWatch, _ isExpected: (FolderWatch.Changes) -> Bool) async {
        var all = FolderWatch.Changes()
        for await _ in watch.signals {
            let changes = watch.takeChanges()
            all.folders.formUnion(changes.folders)
            all.isEverything = all.isEverything || changes.isEverything
            if isExpected(all) { return }
        }
        Issue.record("the watch ended with \(all)")
    }

    @Test("a file that is written, replaced or removed is told by its template's folder")
    func files() async throws {
        let root = try Self.folder()
        defer { try? FileManager.default.removeItem(at: root) }
        let watch = try FolderWatch(path: root.path)
        defer { watch.stop() }
        let file = root.appending(path: "templates/a/0/docker-compose.yml")
        try Self.write("b: {}\n", to: file)
        await Self.wait(for: watch) { $0.folders == ["templates/a"] && !$0.isEverything }
        try Data("c: {}\n".utf8).write(to: file, options: .atomic)
        await Self.wait(for: watch) { $0.folders == ["templates/a"] }
        try FileManager.default.removeItem(at: file)
        await Self.wait(for: watch) { $0.folders == ["templates/a"] }
    }

    @Test("folders that come later are watched too, however deep")
    func newFolders() async throws {
        let root = try Self.folder()
        defer { try? FileManager.default.removeItem(at: root) }
        let watch = try FolderWatch(path: root.path)
        defer { watch.stop() }
        try Self.write("x\n", to: root.appending(path: "templates/b/1/env/deep.env"))
        await Self.wait(for: watch) { $0.folders.contains("templates/b") }
        _ = watch.takeChanges()
        try Self.write("y\n", to: root.appending(path: "templates/b/1/env/deep.env"))
        await Self.wait(for: watch) { $0.folders.contains("templates/b") && !$0.isEverything }
        try Self.write("x\n", to: root.appending(path: "infra-templates/c/0/docker-compose.yml"))
        await Self.wait(for: watch) { $0.isEverything || $0.folders.contains("infra-templates/c") }
    }

    @Test("files of the catalog as a whole concern everything, hidden folders nothing")
    func whole() async throws {
        let root = try Self.folder()
        defer { try? FileManager.default.removeItem(at: root) }
        try Self.write("x", to: root.appending(path: ".git/index"))
        let watch = try FolderWatch(path: root.path)
        try Self.write("y", to: root.appending(path: ".git/index"))
        try Self.write("rules: {}\n", to: root.appending(path: ".muster-lint.yml"))
        await Self.wait(for: watch) { $0.isEverything && $0.folders.isSubset(of: ["templates/a"]) }
        watch.stop()
        for await _ in watch.signals {}
    }

    @Test("a folder that is not there cannot be watched")
    func missing() {
        #expect(throws: GitFailure.self) { try FolderWatch(path: "/nowhere/\(UUID().uuidString)") }
    }
}
