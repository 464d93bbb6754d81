import Catalog
import Foundation
import Git
import Testing

/// What a remote may do to whoever fetches from it: each ends with a sentence that names the limit, before much has come, and
/// leaves the mirror as it was and nothing beside it.
@Suite struct HostileRemoteTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// The failure of an update from a server, of a mirror that has a commit and keeps it.
    private func failure(
        _ server: ScriptedServer, _ scheme: String = "git", limits: GitLimits = GitLimits()
    ) async throws -> GitFailure {
        let mirror = GitMirror(directory: scratch.file("data/mirror"), limits: limits)
        let good = try RepositoryFixture(
            at: scratch.file("good.git"), files: ["templates/old/config.yml": "name: Old\n"])
        let before = try await mirror.update(from: RemoteURL(parsing: good.path))
        let url = try RemoteURL(parsing: "\(scheme)://127.0.0.1:\(server.port)/hostile.git")
        let deadlines = Deadlines(connect: .seconds(60), idle: .milliseconds(400), total: .seconds(120))
        let failure = await #expect(throws: GitFailure.self) {
            try await mirror.update(from: url, deadlines: deadlines)
        }
        #expect(await mirror.head() == before.commit)
        #expect(try await mirror.templateFolders(at: before.commit).map(\.path) == ["templates/old"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("data")) == ["mirror"])
        return try #require(failure)
    }

    // MARK: References

    private static let line = "0045\(HostileServer.tip) refs/heads/branch-one-1\n"

    @Test("a list of references without end", arguments: ["git", "http"])
    func references(_ scheme: String) async throws {
        let sent = Locked<[Int]>([])
        let lines = Array(String(repeating: Self.line, count: 500).utf8)
        let server = try ScriptedServer { connection in
            if scheme == "http" {
                _ = connection.readRequest()
                let type = "application/x-git-upload-pack-advertisement"
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n001e# service=git-upload-pack\n0000")
            }
            while connection.send(lines) { sent.append(lines.count) }
        }
        var limits = GitLimits()
        limits.references = 5_000
        let many = try await failure(server, scheme, limits: limits)
        #expect(many.code == .tooLarge && many.message.contains("more than 5000 branches and tags"), "\(many)")
        limits = GitLimits()
        limits.referenceBytes = 1 << 20
        let long = try await failure(server, scheme, limits: limits)
        #expect(long.code == .tooLarge && long.message.contains("longer than 1 MB"), "\(long)")
        // What the system keeps of a connection on its way comes on top.
        #expect(sent.value.reduce(0, +) < 32 << 20)
    }

    @Test("lines that are no references, without end") func shallowLines() async throws {
        let line = Array("0035shallow \(HostileServer.tip)\n".utf8)
        let server = try ScriptedServer { connection in connection.sendForEver(line) }
        var limits = GitLimits()
        limits.referenceBytes = 1 << 20
        #expect(try await failure(server, limits: limits).message.contains("longer than 1 MB"))
    }

    // MARK: HTTP

    @Test(
        "answers that never come to their point",
        arguments: [
            "HTTP/1.1 200 OK\r\n|X-Header: \(String(repeating: "x", count: 1000))\r\n",
            "|HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Long: |\(String(repeating: "x", count: 1000))",
            "|\(String(repeating: "x", count: 1000))",
        ])
    func heads(_ text: String) async throws {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let sent = Locked<[Int]>([])
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send(parts[0])
            while connection.send(parts[1]), sent.value.count < 100_000 { sent.append(parts[1].count) }
        }
        let failure = try await failure(server, "http")
        #expect(failure.isTransient, "\(failure)")
        #expect(sent.value.reduce(0, +) < 32 << 20)
    }

    @Test("a body that says it is packed is not unpacked") func packedBody() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.respond(
                "200 OK",
                ["Content-Type": "application/x-git-upload-pack-advertisement", "Content-Encoding": "deflate"],
                Zlib.compress(zeros: 100 << 20))
        }
        #expect(try await failure(server, "http").code == .damagedTransfer)
    }

    @Test("silence behind a head", arguments: ["git", "http"]) func silence(_ scheme: String) async throws {
        let server = try ScriptedServer { connection in
            if scheme == "http" {
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n")
            } else {
                connection.send(Self.line)
            }
            connection.staySilent()
        }
        #expect(try await failure(server, scheme).code == .silent)
    }

    @Test("silence instead of a pack") func silentPack() async throws {
        let server = try HostileServer.answering { $0.staySilent() }
        #expect(try await failure(server).code == .silent)
    }

    // MARK: Messages

    @Test("messages without end, and signs of life without end", arguments: [[2] + Array("wait\n".utf8), [1], [2], []])
    func messages(_ packet: [UInt8]) async throws {
        let bytes = Array(repeating: HostileServer.packet(packet), count: 1000).flatMap { $0 }
        let server = try HostileServer.answering { $0.sendForEver(bytes) }
        var limits = GitLimits()
        limits.messageBytes = 100 << 10
        let failure = try await failure(server, limits: limits)
        #expect(failure.code == .tooLarge && failure.message.contains("more than 100 KB of messages"), "\(failure)")
    }

    @Test("acknowledgements without end") func acknowledgements() async throws {
        let line = HostileServer.packet(Array("ACK \(HostileServer.tip) common\n".utf8))
        let server = try HostileServer.answering { $0.sendForEver(line) }
        #expect(try await failure(server).code == .damagedTransfer)
    }

    @Test("a server that says why it stops") func fatal() async throws {
        let server = try HostileServer.answering {
            $0.send(HostileServer.packet([3] + Array("out of disk\u{7}\n".utf8)))
        }
        let failure = try await failure(server)
        #expect(failure.code == .serverError && failure.message.contains("(out of disk)"), "\(failure)")
    }

    // MARK: Packs

    @Test("a pack of more objects than are taken is refused by its first bytes") func tenMillionObjects() async throws {
        let server = try HostileServer.sending(pack: PackBytes(objects: 10_000_000).finished())
        let failure = try await failure(server)
        #expect(
            failure.code == .tooLarge
                && failure.message.contains("10000000 objects, more than the limit of 500000"), "\(failure)")
    }

    @Test("a delta whose result, or whose base, has 1 GB", arguments: [(10, 1 << 30), (1 << 30, 10)])
    func hugeDelta(_ base: Int, _ result: Int) async throws {
        var pack = PackBytes(objects: 2)
        let start = pack.offset
        pack.add(.blob, Array("0123456789".utf8))
        pack.add(deltaFrom: start, baseSize: base, resultSize: result, [0x90, 10])
        let failure = try await failure(try HostileServer.sending(pack: pack.finished()))
        #expect(
            failure.code == .tooLarge && failure.message.contains("an object of 1024 MB as a difference, more than"),
            "\(failure)")
    }

    @Test("a delta that says its base is small, whose base has 300 MB, costs a process its memory")
    func lyingDelta() async throws {
        var pack = PackBytes(objects: 2)
        let start = pack.offset
        pack.add(zeros: 300 << 20)
        pack.add(deltaFrom: start, baseSize: 10, resultSize: 10, [0x90, 10])
        let failure = try await failure(try HostileServer.sending(pack: pack.finished()))
        #expect(failure.code == .tooLarge && failure.message.contains("more than 128 MB of memory"), "\(failure)")
    }

    @Test("objects that unpack to more than all objects may") func bombs() async throws {
        var pack = PackBytes(objects: 40)
        for _ in 0..<40 { pack.add(zeros: 1 << 20) }
        var limits = GitLimits()
        limits.unpackedBytes = 20 << 20
        let failure = try await failure(try HostileServer.sending(pack: pack.finished()), limits: limits)
        #expect(failure.code == .tooLarge && failure.message.contains("more than the limit of 20 MB"), "\(failure)")
    }

    @Test("an object that unpacks to more, or to less, than it says", arguments: [5, 15])
    func wrongSize(_ size: Int) async throws {
        var pack = PackBytes(objects: 1)
        pack.add(.blob, Array("0123456789".utf8), size: size)
        #expect(try await failure(try HostileServer.sending(pack: pack.finished())).code == .damagedTransfer)
    }

    @Test("a pack without the commit that it was sent for") func otherObjects() async throws {
        var pack = PackBytes(objects: 1)
        pack.add(.blob, Array("0123456789".utf8))
        #expect(try await failure(try HostileServer.sending(pack: pack.finished())).code == .damagedTransfer)
    }

    @Test("a pack whose digest is another one") func otherDigest() async throws {
        var pack = PackBytes(objects: 1)
        pack.add(.blob, Array("0123456789".utf8))
        var bytes = pack.finished()
        bytes[bytes.count - 1] ^= 1
        #expect(try await failure(try HostileServer.sending(pack: bytes)).code == .damagedTransfer)
    }
}
