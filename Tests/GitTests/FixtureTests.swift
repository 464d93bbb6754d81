import Catalog
import Foundation
import Git
import MusterTesting
import Testing

@Suite("Fixtures as folders and as repositories")
struct FixtureTests {
    @Test(
        "each template folder has the id that git gives it, which every line of it has a part in",
        arguments: CatalogFixtures.all)
    func ids(tree: String) async throws {
        let folder = CatalogFixtures.folder.appending(path: tree).path
        let scanned = try await FolderSource(path: folder).scan()
        #expect(
            scanned.templateFolders.map { "\($0.tree.hex) \($0.path)" }
                == (try CatalogFixtures.expected("trees", of: tree)))
    }

    @Test("a repository of the files gives the same folders", arguments: CatalogFixtures.all)
    func repositories(tree: String) async throws {
        let scanned = try await FolderSource(path: CatalogFixtures.folder.appending(path: tree).path).scan()
        let repository = try TestRepository()
        defer { repository.remove() }
        let files = try CatalogFixtures.files(tree).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
        try repository.commit(Dictionary(uniqueKeysWithValues: files))
        let scratch = try Scratch()
        let mirror = GitMirror(directory: scratch.file("m"))
        let commit = try await mirror.update(from: RemoteURL(parsing: repository.path)).commit
        #expect(try await mirror.templateFolders(at: commit) == scanned.templateFolders)
    }
}
