import Catalog
import Foundation
import Git
import Testing

@Suite struct LocalMirrorTests {
    let scratch: Scratch
    let remote: RepositoryFixture
    let mirror: GitMirror

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("remote.git"), files: RepositoryFixture.twoTemplates)
        mirror = GitMirror(directory: scratch.file("data/mirror"))
    }

    private func update(_ branch: String? = nil) async throws -> MirrorUpdate {
        try await mirror.update(from: RemoteURL(parsing: remote.path), branch: branch)
    }

    @Test func firstUpdateClones() async throws {
        #expect(await mirror.head() == nil)
        let update = try await update()
        #expect(update.commit == (try remote.git("rev-parse", "master")))
        #expect(update.branch == "master")
        #expect(update.changed && !update.rewritten && !update.recloned)
        #expect(await mirror.head() == update.commit)
    }

    @Test func foldersHaveAllFilesBelowInByteOrder() async throws {
        let commit = try await update().commit
        let folders = try await mirror.templateFolders(at: commit)
        #expect(folders.map(\.path) == ["infra-templates/log", "templates/web"])
        #expect(
            folders[1].files.map(\.path) == [
                "templates/web/0/docker-compose.yml", "templates/web/0/scripts/run.sh", "templates/web/config.yml",
            ])
        #expect(folders[1].files.map(\.size) == [20, 5, 10])
        #expect(folders[1].tree.hex == (try remote.git("rev-parse", "master:templates/web")))
        let bytes = try await mirror.contents(of: folders[1].files.map(\.content))
        #expect(String(decoding: bytes[2], as: UTF8.self) == "name: Web\n")
    }

    @Test func unchangedRemoteIsNotFetched() async throws {
        let first = try await update()
        let second = try await update()
        #expect(second.commit == first.commit && !second.changed && !second.rewritten && !second.recloned)
    }

    @Test("a mirror gets few packs and no loose objects, whatever the repository has", arguments: [0, 1, 55])
    func packs(ofRemote count: Int) async throws {
        for number in 0..<count {
            var files = RepositoryFixture.twoTemplates
            files["templates/web/config.yml"] = "name: Web \(number)\n"
            _ = try remote.commit(files)
            try remote.git("repack", "-dq")
        }
        let update = try await update()
        let objects = scratch.file("data/mirror/objects")
        let packs = try FileManager.default.contentsOfDirectory(atPath: objects + "/pack").filter {
            $0.hasSuffix(".pack")
        }
        // As they lie, up to as many as git itself lets come together, and one of what was left.
        #expect(packs.count <= max(1, min(count, 51)))
        let loose = try FileManager.default.contentsOfDirectory(atPath: objects).filter { $0.count == 2 }
        #expect(loose.isEmpty)
        #expect(try await mirror.templateFolders(at: update.commit).count == 2)
    }
}
