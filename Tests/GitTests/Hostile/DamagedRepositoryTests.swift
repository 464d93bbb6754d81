import Foundation
import Git
import Testing

/// A repository of this machine that is damaged is a damaged repository, not a folder without templates.
@Suite struct DamagedRepositoryTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test(
        "what a path is",
        arguments: [
            ([], LocalCatalogKind.plainFolder), (["templates/web/config.yml"], .plainFolder), (["HEAD"], .repository),
            (["config"], .repository), (["objects/x"], .repository), ([".git"], .repository),
            ([".git/x"], .repository), (["config/x"], .plainFolder), (["HEAD/x"], .plainFolder),
            (["objects"], .plainFolder), (["config.yml"], .plainFolder),
        ])
    func kinds(_ files: [String], _ kind: LocalCatalogKind) throws {
        let folder = scratch.file("folder")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for file in files { try scratch.write("folder/\(file)", "x") }
        #expect(LocalCatalogKind(at: folder) == kind)
        #expect(LocalCatalogKind(at: folder + "/none") == .missing)
    }

    /// What is done to a repository, and what is then said.
    static let faults: [(String, String)] = [
        ("mv HEAD HEAD.x", "has no HEAD"), ("mv objects objects.x", "has no objects"),
        ("mv refs refs.x", "has no refs"),
        ("printf '[core\\n' >> config", "cannot be read"),
        ("rm -r HEAD config objects refs", "has no HEAD, no objects"),
        ("printf x > HEAD", "cannot be read"), ("printf xyz > refs/heads/master", "cannot be read"),
    ]

    @Test("each damage is a failure, and the mirror stays", arguments: faults)
    func damage(_ script: String, _ words: String) async throws {
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: RepositoryFixture.twoTemplates)
        let directory = scratch.file("data/mirror")
        let (mirror, url) = (GitMirror(directory: directory), try RemoteURL(parsing: remote.path))
        let commit = try await mirror.update(from: url).commit
        try Command.run("sh", ["-c", "cd \(remote.path) && \(script)"])
        #expect(LocalCatalogKind(of: url, mirror: directory) == .repository)
        let failure = await #expect(throws: GitFailure.self) { try await mirror.update(from: url) }
        #expect(failure?.code == .damagedRepository, "\(String(describing: failure))")
        #expect(failure?.message.contains(words) == true, "\(String(describing: failure))")
        #expect(await mirror.head() == commit)
        #expect(try await mirror.templateFolders(at: commit).count == 2)
    }

    @Test("another path than the mirror's is what it looks like") func otherPath() async throws {
        let remote = try RepositoryFixture(at: scratch.file("r.git"), files: RepositoryFixture.twoTemplates)
        let directory = scratch.file("data/mirror")
        _ = try await GitMirror(directory: directory).update(from: RemoteURL(parsing: remote.path))
        try scratch.write("plain/templates/web/config.yml", "x")
        let url = try RemoteURL(parsing: scratch.file("plain"))
        #expect(LocalCatalogKind(of: url, mirror: directory) == .plainFolder)
    }
}
