import Catalog
import Foundation
import Git
import Testing

/// Servers that can do less than today's git, and repositories out of the ordinary.
@Suite struct PlainProtocolTests {
    let scratch: Scratch
    let remote: RepositoryFixture

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("srv/demo.git"), files: RepositoryFixture.twoTemplates)
    }

    @Test(
        "a server without some of its abilities",
        arguments: [
            [], ["side-band-64k"], ["side-band-64k", "side-band"], ["multi_ack_detailed"],
            ["multi_ack_detailed", "multi_ack"], ["multi_ack_detailed", "multi_ack", "side-band-64k", "side-band"],
            ["ofs-delta", "no-progress", "agent", "symref"],
        ])
    func withoutAbilities(_ missing: [String]) async throws {
        let server = try ScriptedServer.smartHTTP(remote.path, without: missing) { ($0, $0.count) }
        let mirror = GitMirror(directory: scratch.file("mirror"))
        let url = try RemoteURL(parsing: "http://127.0.0.1:\(server.port)/demo.git")
        let first = try await mirror.update(from: url)
        #expect(try await mirror.templateFolders(at: first.commit).count == 2)
        let pushed = try remote.commit(["templates/web/config.yml": "name: New\n"])
        let second = try await mirror.update(from: url)
        #expect(second.commit == pushed && second.changed && !second.rewritten && !second.recloned)
        #expect(try await mirror.templateFolders(at: pushed).map(\.path) == ["templates/web"])
    }

    @Test("only what is new comes, also after a rewrite") func negotiation() async throws {
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        let mirror = GitMirror(directory: scratch.file("mirror"))
        let url = try RemoteURL(parsing: daemon.url("demo.git"))
        for number in 0..<3 { try remote.commit(["templates/web/config.yml": "name: \(number)\n"]) }
        _ = try await mirror.update(from: url)
        try remote.commit(["templates/web/config.yml": "name: gone\n"])
        _ = try await mirror.update(from: url)
        try remote.git("update-ref", "refs/heads/master", "refs/heads/master~2")
        try remote.git("reflog", "expire", "--expire=now", "--all")
        try remote.git("gc", "-q", "--prune=now")
        let rewritten = try remote.commit(["templates/web/config.yml": "name: instead\n"])
        let update = try await mirror.update(from: url)
        #expect(update.commit == rewritten && update.rewritten)
        let newest = try FileManager.default.contentsOfDirectory(atPath: scratch.file("mirror/objects/pack"))
            .filter { $0.hasSuffix(".idx") }
        // A commit, its three trees and its file; the first packs have what went before.
        let counts = try newest.map { name in
            let index = try Data(contentsOf: URL(filePath: scratch.file("mirror/objects/pack/\(name)")))
            return try Command.bytes("git", ["show-index"], input: Array(index)).split(separator: 0x0A).count
        }
        #expect(counts.min() == 5 && counts.count == 3, "\(counts)")
    }

    @Test("a shallow repository, and one with tags") func unusualRepositories() async throws {
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        try remote.commit(["templates/web/config.yml": "name: New\n"])
        try Command.run(
            "git", ["clone", "-q", "--bare", "--depth=1", "file://\(remote.path)", scratch.file("srv/shallow.git")])
        try remote.git("-c", "user.name=t", "-c", "user.email=t@example.org", "tag", "-a", "-m", "x", "v1", "master")
        for (name, path) in [("shallow.git", "one"), ("demo.git", "two")] {
            let mirror = GitMirror(directory: scratch.file(path))
            let update = try await mirror.update(from: RemoteURL(parsing: daemon.url(name)))
            #expect(update.commit == (try remote.git("rev-parse", "master")))
            #expect(try await mirror.templateFolders(at: update.commit).count == 1)
        }
    }

    @Test("a repository whose ids are not SHA-1") func otherIds() async throws {
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        let other = scratch.file("srv/sha256.git")
        try Command.run("git", ["init", "-q", "--bare", "-b", "master", "--object-format=sha256", other])
        let git = ["-C", other, "-c", "user.name=t", "-c", "user.email=t@example.org"]
        let tree = try Command.run("git", git + ["mktree"]).dropLast()
        let commit = try Command.run("git", git + ["commit-tree", "-m", "x", String(tree)]).dropLast()
        try Command.run("git", git + ["update-ref", "refs/heads/master", String(commit)])
        let mirror = GitMirror(directory: scratch.file("mirror"))
        let url = try RemoteURL(parsing: daemon.url("sha256.git"))
        let failure = await #expect(throws: GitFailure.self) { try await mirror.update(from: url) }
        #expect(failure?.code == .serverError && failure?.message.contains("ids by sha256") == true)
    }
}
