import Catalog
import Foundation
import Git
import Testing

@Suite struct FolderSourceTests {
    let scratch: Scratch
    let source: FolderSource

    init() throws {
        scratch = try Scratch()
        source = FolderSource(path: scratch.path)
        for (name, text) in RepositoryFixture.twoTemplates { try scratch.write(name, text) }
    }

    @Test func hasTheShapeAndIdsOfACommit() async throws {
        let other = try Scratch()
        let remote = try RepositoryFixture(at: other.file("r.git"), files: RepositoryFixture.twoTemplates)
        let mirror = GitMirror(directory: other.file("m"))
        let commit = try await mirror.update(from: RemoteURL(parsing: remote.path)).commit
        #expect(try await source.scan().templateFolders == mirror.templateFolders(at: commit))
    }

    @Test func readsContents() async throws {
        let snapshot = try await source.scan()
        let file = snapshot.templateFolders[1].files[2]
        #expect(String(decoding: try await snapshot.content(of: file.content), as: UTF8.self) == "name: Web\n")
        let id = try #require(ContentID(hex: String(repeating: "ab", count: 20)))
        await #expect { try await snapshot.content(of: id) } throws: { ($0 as? GitFailure)?.code == .contentMissing }
    }

    @Test func everyChangeChangesTheCommit() async throws {
        let first = try await source.scan()
        #expect(try await source.scan().commit == first.commit && first.commit.utf8.count == 40)
        try scratch.write("templates/web/config.yml", "name: Wab\n")
        let second = try await source.scan()
        #expect(second.commit != first.commit)
        let changed = zip(first.templateFolders, second.templateFolders).filter { $0.tree != $1.tree }
        #expect(changed.map(\.1.path) == ["templates/web"])
    }

    @Test func aFileThatChangedSinceIsRefused() async throws {
        let snapshot = try await source.scan()
        let id = snapshot.templateFolders[1].files[2].content
        try scratch.write("templates/web/config.yml", "name: Wab\n")
        await #expect { try await snapshot.content(of: id) } throws: { error in
            let failure = error as? GitFailure
            return failure?.code == .contentChanged && failure?.isTransient == true
        }
        try FileManager.default.removeItem(atPath: scratch.file("templates/web/config.yml"))
        await #expect { try await snapshot.content(of: id) } throws: { ($0 as? GitFailure)?.code == .contentChanged }
    }

    @Test func linksHiddenFoldersAndPipesAreLeftOut() async throws {
        let before = try await source.scan()
        let secret = try scratch.write("secret.txt", "secret")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: scratch.file("templates/web/link"), withDestinationPath: secret)
        try files.createSymbolicLink(atPath: scratch.file("templates/linked"), withDestinationPath: scratch.path)
        try files.createSymbolicLink(atPath: scratch.file("up"), withDestinationPath: "/")
        try scratch.write(".git/hooks/x", "x")
        try scratch.write("templates/web/.hidden/x", "x")
        #expect(mkfifo(scratch.file("templates/web/pipe"), 0o600) == 0)
        #expect(try await source.scan().commit == before.commit)
    }

    @Test func missingFolder() async throws {
        await #expect { try await FolderSource(path: scratch.file("none")).scan() } throws: {
            ($0 as? GitFailure)?.code == .notFound
        }
    }

    @Test func oneTemplateIsReadAsPartOfTheWhole() async throws {
        let whole = try await source.scan()
        let one = try await source.scan(templateFolder: "templates/web")
        #expect(one.templateFolders == whole.templateFolders.filter { $0.path == "templates/web" })
        let file = try #require(one.templateFolders.first?.files.first)
        #expect(try await one.content(of: file.content) == whole.content(of: file.content))
    }

    @Test func besideOneTemplateNothingIsRead() async throws {
        var limits = GitLimits()
        limits.entries = 40
        for number in 0..<50 { try scratch.write("templates/other/\(number).txt", "x") }
        let small = FolderSource(path: scratch.path, limits: limits)
        await #expect { try await small.scan() } throws: { ($0 as? GitFailure)?.code == .tooLarge }
        #expect(try await small.scan(templateFolder: "templates/web").templateFolders.count == 1)
    }

    @Test(arguments: ["templates/none", "templates/linked", "templates/../templates/web", "templates", "", "none/web"])
    func whatIsNoTemplateFolderIsEmpty(path: String) async throws {
        try FileManager.default.createSymbolicLink(
            atPath: scratch.file("templates/linked"), withDestinationPath: scratch.file("templates/web"))
        #expect(try await source.scan(templateFolder: path).templateFolders.isEmpty)
    }

    @Test func emptyFolder() async throws {
        let empty = try Scratch()
        let snapshot = try await FolderSource(path: empty.path).scan()
        #expect(snapshot.templateFolders.isEmpty && snapshot.commit.utf8.count == 40)
    }
}
