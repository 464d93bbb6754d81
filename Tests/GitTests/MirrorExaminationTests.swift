import Diagnostics
import Foundation
import Git
import Testing

/// What is found in a mirror that was damaged on the disk.
@Suite struct MirrorExaminationTests {
    let scratch: Scratch
    let remote: RepositoryFixture
    var path: String { scratch.file("data/mirror") }

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("remote.git"), files: RepositoryFixture.twoTemplates)
    }

    /// Ways in which a mirror's files can be damaged, with what is said.
    enum Damage: String, CaseIterable, CustomTestStringConvertible, Sendable {
        case emptied, noHead, noObjects, cutReference, noReference, aFile, otherBytes, lostFile, lostFolder
        var testDescription: String { rawValue }

        var says: String {
            switch self {
            case .emptied, .noHead, .noObjects, .cutReference, .aFile: "cannot be read ("
            case .noReference: "has no complete commit"
            case .otherBytes: "1 files or folders cannot be read, such as templates/web/0/docker-compose.yml ("
            case .lostFile: "1 files or folders cannot be read, such as infra-templates/log/config.yml ("
            case .lostFolder: "1 files or folders cannot be read, such as templates/web ("
            }
        }
    }

    private func update(_ mirror: GitMirror) async throws -> MirrorUpdate {
        try await mirror.update(from: RemoteURL(parsing: remote.path))
    }

    @Test func wholeMirror() async throws {
        _ = try await update(GitMirror(directory: path))
        let examination = await MirrorExamination(of: path)
        #expect(examination.diagnostics == [] && examination.isWhole && !examination.isDamaged)
    }

    @Test(arguments: Damage.allCases) func damagedMirror(_ damage: Damage) async throws {
        let first = try await update(GitMirror(directory: path))
        try spoil(damage)
        let examination = await MirrorExamination(of: path)
        #expect(examination.isDamaged && !examination.isWhole)
        let finding = try #require(examination.diagnostics.first)
        #expect(finding.code == .mirrorDamaged && finding.location.path == path)
        #expect(finding.message.contains(damage.says), "\(finding.message)")
        // What the repair does: the mirror is removed, and the next update makes it.
        let mirror = GitMirror(directory: path)
        try await mirror.remove()
        #expect(try await update(mirror).commit == first.commit)
        #expect(await MirrorExamination(of: path).isWhole)
    }

    @Test func limitIsNoDamage() async throws {
        _ = try await update(GitMirror(directory: path))
        var limits = GitLimits()
        limits.depth = 3
        let examination = await MirrorExamination(of: path, limits: limits)
        #expect(examination.diagnostics.map(\.code) == [.mirrorBeyondLimits])
        #expect(!examination.isDamaged && !examination.isWhole)
    }

    @Test func whatIsOutsideTheTemplateFoldersIsNotRead() async throws {
        _ = try await update(GitMirror(directory: path))
        try FileManager.default.removeItem(atPath: try object("master:README.md"))
        #expect(await MirrorExamination(of: path).isWhole)
    }

    private func spoil(_ damage: Damage) throws {
        let files = FileManager.default
        switch damage {
        case .emptied:
            try files.removeItem(atPath: path)
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        case .noHead: try files.removeItem(atPath: "\(path)/HEAD")
        case .noObjects: try files.removeItem(atPath: "\(path)/objects")
        case .cutReference: try Data("abc".utf8).write(to: URL(fileURLWithPath: "\(path)/refs/muster/head"))
        case .noReference: try files.removeItem(atPath: "\(path)/refs/muster/head")
        case .aFile:
            try files.removeItem(atPath: path)
            try Data().write(to: URL(fileURLWithPath: path))
        case .otherBytes:
            // Another file's object in its place: whole in itself, with another hash.
            let target = try object("master:templates/web/0/docker-compose.yml")
            try files.removeItem(atPath: target)
            try files.copyItem(atPath: try object("master:templates/web/config.yml"), toPath: target)
        case .lostFile: try files.removeItem(atPath: try object("master:infra-templates/log/config.yml"))
        case .lostFolder: try files.removeItem(atPath: try object("master:templates/web"))
        }
    }

    /// The file of one object of the mirror, which is unpacked for it.
    private func object(_ revision: String) throws -> String {
        let folder = "\(path)/objects/pack"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".pack") {
            let pack = scratch.file(name)
            try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: pack)
            try FileManager.default.removeItem(atPath: "\(folder)/\(name.dropLast(4))idx")
            try Command.run("sh", ["-c", "git -C '\(path)' unpack-objects -q < '\(pack)'"])
        }
        let id = try remote.git("rev-parse", revision)
        return "\(path)/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    }
}
