import Catalog
import Foundation
import Git
import Testing

/// What a mirror does over time, with a repository of this machine as its remote.
@Suite struct MirrorTests {
    let scratch: Scratch
    let remote: RepositoryFixture
    let mirror: GitMirror

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("remote.git"), files: RepositoryFixture.twoTemplates)
        mirror = GitMirror(directory: scratch.file("data/mirror"))
    }

    private func update(_ branch: String? = nil, _ mirror: GitMirror? = nil) async throws -> MirrorUpdate {
        try await (mirror ?? self.mirror).update(from: RemoteURL(parsing: remote.path), branch: branch)
    }

    private static func files(_ text: String) -> [String: String] { ["templates/web/config.yml": text] }

    @Test func followsAPush() async throws {
        let first = try await update()
        var files = RepositoryFixture.twoTemplates
        files["templates/web/config.yml"] = "name: Other\n"
        files["templates/new/config.yml"] = "name: New\n"
        files["infra-templates/log/config.yml"] = nil
        let commit = try remote.commit(files)
        let second = try await update()
        #expect(second.commit == commit && second.changed && !second.rewritten && !second.recloned)
        let changes = try #require(try await mirror.changes(from: first.commit, to: second.commit))
        #expect(changes.base == first.commit)
        #expect(changes.changed.map(\.path) == ["templates/new", "templates/web"])
        #expect(changes.removed == ["infra-templates/log"])
        let all = try await mirror.templateFolders(at: second.commit)
        #expect(changes.changed.allSatisfy(all.contains))
    }

    @Test("two commits with the same trees differ in nothing, and with an unknown one nothing can be told")
    func changesOfNothing() async throws {
        let commit = try await update().commit
        let changes = try #require(try await mirror.changes(from: commit, to: commit))
        #expect(changes.changed.isEmpty && changes.removed.isEmpty)
        #expect(try await mirror.changes(from: String(repeating: "0", count: 40), to: commit) == nil)
        #expect(try await mirror.changes(from: "", to: commit) == nil)
    }

    @Test("what a killed process left in the mirror does not stop the next one")
    func staleLocks() async throws {
        _ = try await update()
        let left = ["refs/muster/head.lock", "packed-refs.lock", "config.lock", "objects/pack/pack_git2_1a2b3c"]
        for name in left { try scratch.write("data/mirror/\(name)", "") }
        var files = RepositoryFixture.twoTemplates
        files["templates/web/config.yml"] = "name: Other\n"
        let commit = try remote.commit(files)
        let path = scratch.file("data/mirror")
        #expect(try await update(nil, GitMirror(directory: path)).commit == commit)
        for name in left { #expect(!FileManager.default.fileExists(atPath: "\(path)/\(name)")) }
    }

    @Test func rewrittenHistoryIsFollowedAndReported() async throws {
        _ = try await update()
        let commit = try remote.commit(Self.files("rewritten"), orphan: true)
        let second = try await update()
        #expect(second.commit == commit && second.changed && second.rewritten && !second.recloned)
        #expect(try await mirror.templateFolders(at: commit).map(\.path) == ["templates/web"])
        #expect(try await update().rewritten == false)
    }

    @Test func rollbackIsRewriting() async throws {
        let first = try await update()
        try remote.commit(Self.files("next"))
        _ = try await update()
        try remote.git("update-ref", "refs/heads/master", first.commit)
        let third = try await update()
        #expect(third.commit == first.commit && third.rewritten)
    }

    @Test func replacedRepositoryIsFollowedAndReported() async throws {
        _ = try await update()
        try FileManager.default.removeItem(atPath: remote.path)
        let other = try RepositoryFixture(at: remote.path, files: Self.files("replaced"))
        let second = try await update()
        #expect(second.commit == (try other.git("rev-parse", "master")))
        #expect(second.rewritten && !second.recloned)
    }

    @Test func anotherURLOrBranchIsNoRewriting() async throws {
        _ = try await update()
        let other = try RepositoryFixture(at: scratch.file("other.git"), files: Self.files("other"))
        let moved = try await mirror.update(from: RemoteURL(parsing: other.path))
        #expect(moved.changed && !moved.rewritten && !moved.recloned)
        try other.commit(Self.files("branch"), branch: "v1.6-release", orphan: true)
        let branched = try await mirror.update(from: RemoteURL(parsing: other.path), branch: "v1.6-release")
        #expect(branched.changed && !branched.rewritten && branched.branch == "v1.6-release")
    }

    @Test func withoutMasterTheHeadIsFollowed() async throws {
        try remote.commit(Self.files("main"), branch: "main")
        try remote.commit(Self.files("zebra"), branch: "zebra")
        try remote.git("symbolic-ref", "HEAD", "refs/heads/main")
        #expect(try await update().branch == "master")
        try remote.git("update-ref", "-d", "refs/heads/master")
        #expect(try await update().branch == "main")
        try remote.git("symbolic-ref", "HEAD", "refs/heads/gone")
        await #expect { try await update() } throws: { error in
            (error as? GitFailure)?.code == .branchMissing && "\(error)".contains("choose one of main, zebra")
        }
        await #expect { try await update("v9") } throws: { ($0 as? GitFailure)?.code == .branchMissing }
    }

    @Test func detachedHead() async throws {
        let work = scratch.file("work")
        try Command.run("git", ["clone", "-q", remote.path, work])
        try Command.run("git", ["-C", work, "checkout", "-q", "--detach"])
        try Command.run("git", ["-C", work, "branch", "-q", "-D", "master"])
        let update = try await mirror.update(from: RemoteURL(parsing: work))
        #expect(update.branch == "HEAD")
        #expect(update.commit == (try remote.git("rev-parse", "master")))
    }

    @Test func emptyRepository() async throws {
        let empty = try RepositoryFixture(at: scratch.file("empty.git"))
        await #expect { try await mirror.update(from: RemoteURL(parsing: empty.path)) } throws: {
            ($0 as? GitFailure)?.code == .emptyRepository
        }
        #expect(await mirror.head() == nil)
    }

    @Test func whatIsNoRepository() async throws {
        try FileManager.default.createDirectory(atPath: scratch.file("plain"), withIntermediateDirectories: true)
        for name in ["plain", "missing"] {
            await #expect { try await mirror.update(from: RemoteURL(parsing: scratch.file(name))) } throws: {
                ($0 as? GitFailure)?.code == .notFound
            }
        }
        #expect(LocalCatalogKind(at: scratch.file("plain")) == .plainFolder)
        #expect(LocalCatalogKind(at: scratch.file("missing")) == .missing)
        #expect(LocalCatalogKind(at: remote.path) == .repository)
    }

    @Test func borrowedObjectsComeAlong() async throws {
        let borrower = scratch.file("borrower.git")
        try Command.run("git", ["clone", "-q", "--bare", "--shared", remote.path, borrower])
        let update = try await mirror.update(from: RemoteURL(parsing: borrower))
        #expect(try await mirror.templateFolders(at: update.commit).count == 2)
    }

    /// Ways in which a mirror's files can be damaged.
    enum Damage: String, CaseIterable, CustomTestStringConvertible, Sendable {
        case emptied, noHead, noObjects, truncatedPacks, cutReference, aFile
        var testDescription: String { rawValue }
    }

    @Test(arguments: Damage.allCases) func damagedMirrorIsClonedAnew(_ damage: Damage) async throws {
        if damage == .truncatedPacks { try remote.git("repack", "-adq") }
        let first = try await update()
        try spoil(damage)
        // The damage happened while the program was not running.
        let restarted = GitMirror(directory: scratch.file("data/mirror"))
        let second = try await update(nil, restarted)
        #expect(second.commit == first.commit && second.recloned && !second.rewritten)
        #expect(await restarted.head() == first.commit)
        let folders = try await restarted.templateFolders(at: second.commit)
        _ = try await restarted.contents(of: folders.flatMap { $0.files.map(\.content) })
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("data")) == ["mirror"])
    }

    private func spoil(_ damage: Damage) throws {
        let (files, path) = (FileManager.default, scratch.file("data/mirror"))
        switch damage {
        case .emptied:
            try files.removeItem(atPath: path)
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        case .noHead: try files.removeItem(atPath: "\(path)/HEAD")
        case .noObjects: try files.removeItem(atPath: "\(path)/objects")
        case .cutReference: try Data("abc".utf8).write(to: URL(fileURLWithPath: "\(path)/refs/muster/head"))
        case .truncatedPacks:
            for name in try files.contentsOfDirectory(atPath: "\(path)/objects/pack") where name.hasSuffix(".pack") {
                let pack = "\(path)/objects/pack/\(name)"
                try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pack)
                let bytes = try Data(contentsOf: URL(fileURLWithPath: pack))
                try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: pack))
            }
        case .aFile:
            try files.removeItem(atPath: path)
            try Data().write(to: URL(fileURLWithPath: path))
        }
    }

    @Test func damageThatAReaderMeetsIsMendedByTheNextUpdate() async throws {
        let commit = try await update().commit
        _ = try await update()
        try spoil(.noObjects)
        await #expect { try await mirror.templateFolders(at: commit) } throws: {
            ($0 as? GitFailure)?.code == .damagedMirror
        }
        let mended = try await update()
        #expect(mended.recloned && !mended.changed)
        #expect(try await mirror.templateFolders(at: commit).count == 2)
    }

    @Test func removedMirrorIsGoneAndCanBeMadeAgain() async throws {
        let first = try await update()
        try await mirror.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("data")).isEmpty)
        #expect(await mirror.head() == nil)
        try await mirror.remove()
        let second = try await update()
        #expect(second.commit == first.commit && second.changed && !second.recloned)
    }

    @Test func missingContent() async throws {
        _ = try await update()
        let id = try #require(ContentID(hex: String(repeating: "ab", count: 20)))
        await #expect { try await mirror.content(of: id) } throws: { ($0 as? GitFailure)?.code == .contentMissing }
    }

    @Test func linksAndSubmodulesAreLeftOut() async throws {
        let commit = try remote.git("rev-parse", "master")
        let blob = try remote.git("rev-parse", "master:README.md")
        let entries = "100644 blob \(blob)\tfile\n120000 blob \(blob)\tlink\n160000 commit \(commit)\tmodule\n"
        let tree = try Command.run("git", ["-C", remote.path, "mktree"], input: entries).prefix(40)
        let inner = try Command.run("git", ["-C", remote.path, "mktree"], input: "040000 tree \(tree)\tweb\n").prefix(
            40)
        let root = try Command.run("git", ["-C", remote.path, "mktree"], input: "040000 tree \(inner)\ttop\n").prefix(
            40)
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        let made = try Command.run("git", ["-C", remote.path] + identity + ["commit-tree", String(root), "-m", "x"])
        try remote.git("update-ref", "refs/heads/master", String(made.prefix(40)))
        let folders = try await mirror.templateFolders(at: try await update().commit)
        #expect(folders.map { $0.files.map(\.path) } == [["top/web/file"]])
    }

    @Test func filesAreInByteOrderOfTheWholePath() async throws {
        try remote.commit([
            "t/web/a/x": "", "t/web/a-b": "", "t/web/a.b": "", "t/web/B": "", "t/web-2/x": "", "t/web/ä": "",
        ])
        let folders = try await mirror.templateFolders(at: try await update().commit)
        #expect(folders.map(\.path) == ["t/web", "t/web-2"])
        #expect(folders[0].files.map(\.path) == ["t/web/B", "t/web/a-b", "t/web/a.b", "t/web/a/x", "t/web/ä"])
    }

    @Test func manyPacksAreGathered() async throws {
        var limits = GitLimits()
        limits.packs = 2
        let small = GitMirror(directory: scratch.file("small"), limits: limits)
        for index in 0..<5 {
            try remote.commit(Self.files("\(index)"))
            #expect(try await update(nil, small).recloned == false)
        }
        let packs = try FileManager.default.contentsOfDirectory(atPath: scratch.file("small/objects/pack"))
        #expect(packs.count { $0.hasSuffix(".pack") } <= 5)
    }

    @Test func updatesAndReadsAtOnce() async throws {
        let first = try await update()
        for index in 0..<5 {
            try remote.commit(Self.files("\(index)"))
            async let updates = (update(), update())
            async let folders = mirror.templateFolders(at: first.commit)
            let both = try await updates
            #expect(both.0.commit == both.1.commit && both.0.changed != both.1.changed)
            #expect(try await folders.count == 2)
        }
    }
}
