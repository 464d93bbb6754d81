import Catalog
import Foundation
import Git
import Testing

/// Objects in files of their own that strangers wrote: each fault ends with a sentence that names the object.
@Suite struct LooseObjectTests {
    let scratch: Scratch
    /// A work tree whose objects are all loose.
    let work: String

    init() throws {
        scratch = try Scratch()
        work = scratch.file("work")
        try Command.run("git", ["init", "-q", "-b", "master", work])
        try scratch.write("work/templates/web/config.yml", String(repeating: "name: Web\n", count: 20_000))
        try Self.commit(work)
    }

    private static func commit(_ work: String) throws {
        let git = ["-C", work, "-c", "user.name=t", "-c", "user.email=t@example.org"]
        try Command.run("git", git + ["add", "-A"])
        try Command.run("git", git + ["commit", "-q", "-m", "x"])
    }

    /// An object, and the file it lies in.
    private func object(_ name: String) throws -> (id: String, file: String) {
        let id = String(try Command.run("git", ["-C", work, "rev-parse", name]).prefix(40))
        return (id, "\(work)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    }

    /// A way to spoil an object's file, and what is then said about it.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let code: GitFailure.Code
        let change: @Sendable ([UInt8]) -> [UInt8]

        init(
            _ name: String, _ words: String, _ code: GitFailure.Code = .damagedRepository,
            _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
        ) {
            (testDescription, self.words, self.code, self.change) = (name, words, code, change)
        }
    }

    static let faults = [
        Fault("cut off", "is cut off") { Array($0[..<($0.count / 2)]) },
        Fault("cut off in its head", "is cut off") { Array($0[..<4]) },
        Fault("empty", "is cut off") { _ in [] },
        Fault("without its end", "is cut off") { Array($0.dropLast(4)) },
        Fault("other bytes", "is damaged") { Array($0[..<20]) + [UInt8](repeating: 0xA5, count: 200) },
        Fault("more than it says", "is damaged") { _ in Zlib.compress(Array("blob 3\0abcdef".utf8)) },
        Fault("less than it says", "is cut off") { _ in Zlib.compress(Array("blob 9\0abcdef".utf8)) },
        Fault("1 GB", "has 1073741824 bytes, more than the limit", .tooLarge) { _ in
            Zlib.compress(Array("blob 1073741824\0abcdef".utf8))
        },
        Fault("no size", "is damaged") { _ in Zlib.compress(Array("blob -5\0abcdef".utf8)) },
        Fault("no kind", "is of no known kind") { _ in Zlib.compress(Array("blub 6\0abcdef".utf8)) },
        Fault("zeros without end", "is damaged") { _ in Zlib.compress(zeros: 10 << 20) },
    ]

    @Test("a file that a repository has", arguments: faults) func blob(_ fault: Fault) async throws {
        let (id, file) = try object("master:templates/web/config.yml")
        try spoil(file, fault)
        let update = await #expect(throws: GitFailure.self) {
            try await GitMirror(directory: scratch.file("data/mirror")).update(from: RemoteURL(parsing: work))
        }
        #expect(update?.code == fault.code, "\(String(describing: update))")
        #expect(update?.message.contains("\(id) \(fault.words)") == true, "\(String(describing: update))")
        #expect(!FileManager.default.fileExists(atPath: scratch.file("data/mirror")))
        let content = try #require(ContentID(hex: id))
        let reading = await #expect(throws: GitFailure.self) { try await WorkTree(path: work).contents(of: [content]) }
        #expect(reading?.message.contains("\(id) \(fault.words)") == true, "\(String(describing: reading))")
    }

    @Test(
        "a commit or a folder of a revision that work is compared with",
        arguments: ["master", "master^{tree}", "master:templates"])
    func since(_ name: String) async throws {
        let (id, file) = try object(name)
        try spoil(file, Self.faults[0])
        let folders = try await FolderSource(path: work).scan().templateFolders
        let failure = await #expect(throws: GitFailure.self) {
            try await WorkTree(path: work).changes(since: "HEAD", in: folders)
        }
        #expect(failure?.code == .damagedRepository, "\(String(describing: failure))")
        #expect(
            failure?.message.contains("the loose object \(id) is cut off") == true, "\(String(describing: failure))")
    }

    @Test("a revision may be named by the first digits of a loose commit") func abbreviation() async throws {
        let id = try object("master").id
        let folders = try await FolderSource(path: work).scan().templateFolders
        let changes = try await WorkTree(path: work).changes(since: String(id.prefix(7)), in: folders)
        #expect(changes.commit == id && changes.now.isEmpty && changes.before.isEmpty)
        let failure = await #expect(throws: GitFailure.self) {
            try await WorkTree(path: work).changes(since: "0123456", in: folders)
        }
        #expect(failure?.code == .contentMissing)
    }

    @Test("a pipe in an object's place does not hold anybody up") func pipe() async throws {
        let file = try object("master").file
        try FileManager.default.removeItem(atPath: file)
        #expect(mkfifo(file, 0o600) == 0)
        let failure = await #expect(throws: GitFailure.self) {
            try await GitMirror(directory: scratch.file("data/mirror")).update(from: RemoteURL(parsing: work))
        }
        #expect(failure?.code == .damagedRepository)
    }

    private func spoil(_ file: String, _ fault: Fault) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        try Data(fault.change(bytes)).write(to: URL(filePath: file))
    }
}
