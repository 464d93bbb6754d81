import Catalog
import Foundation
import Git
import Testing

/// Every limit is reached once, in a repository and in a plain folder.
@Suite struct LimitTests {
    /// One limit, set so low that the files below reach it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let limits: GitLimits

        init(_ name: String, _ change: (inout GitLimits) -> Void) {
            testDescription = name
            var limits = GitLimits()
            change(&limits)
            self.limits = limits
        }
    }

    static let files = ["t/web/1/2/3/4/file": "12345678", "t/web/config.yml": "1"]
    static let rows = [
        Row("entries") { $0.entries = 6 }, Row("depth") { $0.depth = 5 }, Row("path") { $0.pathBytes = 17 },
        Row("paths") { $0.pathsBytes = 30 },
    ]

    @Test(arguments: rows) func treeOfARepository(_ row: Row) async throws {
        let scratch = try Scratch()
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: Self.files)
        let mirror = GitMirror(directory: scratch.file("m"), limits: row.limits)
        let commit = try await mirror.update(from: RemoteURL(parsing: remote.path)).commit
        await #expect { try await mirror.templateFolders(at: commit) } throws: {
            ($0 as? GitFailure)?.code == .tooLarge
        }
    }

    @Test(arguments: rows + [Row("content") { $0.contentBytes = 7 }]) func plainFolder(_ row: Row) async throws {
        let scratch = try Scratch()
        for (name, text) in Self.files { try scratch.write(name, text) }
        await #expect { try await FolderSource(path: scratch.path, limits: row.limits).scan() } throws: {
            ($0 as? GitFailure)?.code == .tooLarge
        }
    }

    @Test func treeThatIsTooLarge() async throws {
        let scratch = try Scratch()
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: Self.files)
        try remote.git("gc", "-q")
        let directory = scratch.file("m")
        let commit = try await GitMirror(directory: directory).update(from: RemoteURL(parsing: remote.path)).commit
        var limits = GitLimits()
        limits.treeBytes = 30
        let mirror = GitMirror(directory: directory, limits: limits)
        await #expect { try await mirror.templateFolders(at: commit) } throws: {
            ($0 as? GitFailure)?.code == .tooLarge
        }
    }

    @Test func commitThatIsTooLarge() async throws {
        let scratch = try Scratch()
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: Self.files)
        let message = try scratch.write("message", String(repeating: "a line of a message\n", count: 60_000))
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        let commit = try Command.run(
            "git", ["-C", remote.path] + identity + ["commit-tree", "-F", message, "master^{tree}"])
        try remote.git("update-ref", "refs/heads/master", String(commit.prefix(40)))
        let daemon = try GitDaemonServer(serving: scratch.path, scratch: scratch)
        for url in [remote.path, daemon.url("r.git")] {
            let mirror = GitMirror(directory: scratch.file("m"))
            await #expect { try await mirror.update(from: RemoteURL(parsing: url)) } throws: { error in
                (error as? GitFailure)?.code == .tooLarge && "\(error)".contains("more than the limit of 1048576")
            }
        }
    }

    @Test func whatIsComparedIsLimited() async throws {
        let scratch = try Scratch()
        let work = scratch.file("w")
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: Self.files)
        try Command.run("git", ["clone", "-q", remote.path, work])
        var limits = GitLimits()
        limits.comparedBytes = 8
        let tree = WorkTree(path: work, limits: limits)
        let id = try #require(ContentID(hex: try remote.git("rev-parse", "master:t/web/1/2/3/4/file")))
        #expect(try await tree.contents(of: [id]).count == 1)
        await #expect { try await tree.contents(of: [id, id]) } throws: { ($0 as? GitFailure)?.code == .tooLarge }
    }

    @Test func contentOfARepository() async throws {
        let scratch = try Scratch()
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: Self.files)
        let mirror = GitMirror(directory: scratch.file("m"))
        let commit = try await mirror.update(from: RemoteURL(parsing: remote.path)).commit
        let file = try await mirror.templateFolders(at: commit)[0].files[0]
        #expect(try await mirror.content(of: file.content, limit: 8).count == 8)
        await #expect { try await mirror.content(of: file.content, limit: 7) } throws: {
            ($0 as? GitFailure)?.code == .tooLarge
        }
    }
}
