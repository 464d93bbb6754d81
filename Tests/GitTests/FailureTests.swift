import MusterTesting
import Catalog
import Foundation
import Git
import Testing

/// Each way a remote can fail has its own code and a plain sentence, and leaves the mirror as it was.
@Suite struct FailureTests {
    let scratch: Scratch
    let remote: RepositoryFixture

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("srv/demo.git"), files: RepositoryFixture.twoTemplates)
    }

    /// The failure of an update of a mirror that already has a commit, which it must keep.
    private func failure(
        _ url: String, branch: String? = nil, credential: Credential? = nil, deadlines: Deadlines = Deadlines(),
        limits: GitLimits = GitLimits()
    ) async throws -> GitFailure {
        let mirror = GitMirror(directory: scratch.file("mirror-\(UUID().uuidString)"), limits: limits)
        let good = try RepositoryFixture(
            at: scratch.file("good-\(UUID().uuidString).git"), files: ["templates/old/config.yml": "name: Old\n"])
        let before = try await mirror.update(from: RemoteURL(parsing: good.path))
        do {
            _ = try await mirror.update(
                from: RemoteURL(parsing: url), branch: branch, credential: credential, deadlines: deadlines)
        } catch let error as GitFailure {
            #expect(await mirror.head() == before.commit)
            #expect(try await mirror.templateFolders(at: before.commit).map(\.path) == ["templates/old"])
            #expect(error.message.contains(try RemoteURL(parsing: url).display))
            #expect(!error.message.contains(HTTPSServer.password) && !error.message.contains("wrong-password"))
            return error
        }
        throw ChildProgram.Failed(description: "the update from \(url) did not fail")
    }

    // MARK: HTTP

    private func https() throws -> (HTTPSServer, Credential) {
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        var credential = Credential()
        credential.ca = server.authority
        return (server, credential)
    }

    @Test func httpsAnswers() async throws {
        let (server, credential) = try https()
        _ = try RepositoryFixture(at: scratch.file("srv/empty.git"))
        let rows: [(String, GitFailure.Code)] = [
            (server.url("git/demo.git"), .authenticationRequired),
            (server.url("git/demo.git", login: "alice:wrong-password@"), .authenticationFailed),
            (server.url("git/demo.git", login: "wrong-password@"), .authenticationFailed),
            (server.url("open/missing.git"), .notFound),
            (server.url("open/empty.git"), .emptyRepository),
            (server.url("page/demo.git"), .notFound),
            (server.url("broken/demo.git"), .serverError),
        ]
        for (url, code) in rows {
            #expect(try await failure(url, credential: credential).code == code, "\(url)")
        }
        let missing = try await failure(server.url("open/demo.git"), branch: "v9", credential: credential)
        #expect(missing.code == .branchMissing && missing.message.hasSuffix("choose one of master"))
    }

    @Test func certificates() async throws {
        let (server, credential) = try https()
        let unknown = try await failure(server.url("open/demo.git"))
        #expect(unknown.code == .certificate && !unknown.isTransient)
        let otherName = try await failure(server.url("open/demo.git", host: "127.0.0.1"), credential: credential)
        #expect(otherName.code == .certificate)
        var nonsense = Credential()
        nonsense.ca = try scratch.write("nonsense.pem", "x")
        #expect(try await failure(server.url("open/demo.git"), credential: nonsense).code == .configuration)
    }

    @Test func credentialsAreNotSentWhereARedirectLeads() async throws {
        let seen = Locked<[String]>([])
        let other = try ScriptedServer { connection in
            if let request = connection.readRequest() { seen.append(request.head) }
            connection.respond("404 Not Found", [:])
        }
        let first = try ScriptedServer { connection in
            if let request = connection.readRequest() { seen.append(request.head) }
            let target = "http://127.0.0.1:\(other.port)/x.git/info/refs?service=git-upload-pack"
            connection.respond("302 Found", ["Location": target])
        }
        let url = "http://alice:\(HTTPSServer.password)@127.0.0.1:\(first.port)/demo.git"
        #expect(try await failure(url).code == .notFound)
        #expect(seen.value.count == 2)
        #expect(seen.value[0].contains("Authorization: Basic") && !seen.value[1].contains("Authorization"))
    }

    @Test(arguments: ["", "/elsewhere", "ftp://127.0.0.1/info/refs?service=git-upload-pack"])
    func redirectsToNoRepository(_ location: String) async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.respond("302 Found", location.isEmpty ? [:] : ["Location": location])
        }
        #expect(try await failure("http://127.0.0.1:\(server.port)/demo.git").code == .serverError)
    }

    @Test func redirectsWithoutEnd() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.respond("302 Found", ["Location": "/demo.git/info/refs?service=git-upload-pack"])
        }
        let failure = try await failure("http://127.0.0.1:\(server.port)/demo.git")
        #expect(failure.code == .serverError && failure.message.contains("more than 5 times"))
    }

    @Test(arguments: [true, false]) func truncatedPackOverHTTP(_ saysSo: Bool) async throws {
        let server = try ScriptedServer.smartHTTP(remote.path) { bytes in
            let half = Array(bytes[..<(bytes.count / 2)])
            return (half, saysSo ? half.count : bytes.count)
        }
        let failure = try await failure("http://127.0.0.1:\(server.port)/demo.git")
        #expect(failure.code == .damagedTransfer && failure.isTransient)
    }

    @Test func damagedPackOverHTTP() async throws {
        let server = try ScriptedServer.smartHTTP(remote.path) { bytes in
            var bytes = bytes
            if let pack = bytes.firstRange(of: Array("PACK".utf8)) { bytes[pack.upperBound + 40] ^= 0x55 }
            return (bytes, bytes.count)
        }
        #expect(try await failure("http://127.0.0.1:\(server.port)/demo.git").code == .damagedTransfer)
    }

    @Test func moreThanTheLimit() async throws {
        let server = try ScriptedServer.smartHTTP(remote.path) { ($0, $0.count) }
        var limits = GitLimits()
        limits.transferBytes = 500
        #expect(try await failure("http://127.0.0.1:\(server.port)/demo.git", limits: limits).code == .tooLarge)
        limits = GitLimits()
        limits.references = 2
        try remote.commit([:], branch: "another")
        #expect(try await failure("http://127.0.0.1:\(server.port)/demo.git", limits: limits).code == .tooLarge)
    }

    @Test(arguments: [("403 Forbidden", GitFailure.Code.unreachable), ("407 Login", .authenticationRequired)])
    func proxyRefuses(_ status: String, _ code: GitFailure.Code) async throws {
        let proxy = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.respond(status, [:])
        }
        var credential = Credential()
        credential.proxy = try ProxyURL(parsing: "http://u:wrong-password@127.0.0.1:\(proxy.port)")
        let failure = try await failure("https://only-behind-the-proxy.invalid/demo.git", credential: credential)
        #expect(failure.code == code, "\(failure)")
    }

    // MARK: Deadlines

    private static let short = Deadlines(
        connect: .milliseconds(250), idle: .milliseconds(250), total: .seconds(60))

    @Test(arguments: ["git", "http", "https", "ssh"]) func silentServer(_ scheme: String) async throws {
        let server = try ScriptedServer { $0.staySilent() }
        let failure = try await failure("\(scheme)://127.0.0.1:\(server.port)/demo.git", deadlines: Self.short)
        #expect(failure.code == .silent, "\(failure)")
        #expect(failure.isTransient)
    }

    @Test(arguments: ["git", "http"]) func trickle(_ scheme: String) async throws {
        let server = try ScriptedServer { connection in
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n"
            if scheme == "http" {
                _ = connection.readRequest()
                connection.send(head)
            }
            let line = "0043\(String(repeating: "a", count: 40)) refs/heads/branch-one\n"
            connection.trickle(Array(String(repeating: line, count: 1000).utf8))
        }
        let deadlines = Deadlines(connect: .seconds(60), idle: .seconds(60), total: .seconds(2))
        let failure = try await failure("\(scheme)://127.0.0.1:\(server.port)/demo.git", deadlines: deadlines)
        #expect(failure.code == .tooSlow && failure.isTransient, "\(failure)")
    }

    @Test(arguments: ["git", "http", "https", "ssh"]) func nobodyListens(_ scheme: String) async throws {
        let port = try Loopback.freePort()
        let failure = try await failure("\(scheme)://127.0.0.1:\(port)/demo.git")
        #expect(failure.code == .unreachable && failure.isTransient, "\(failure)")
    }

    @Test(arguments: ["git", "https", "ssh"]) func unknownHost(_ scheme: String) async throws {
        let failure = try await failure("\(scheme)://no-such-host.invalid/demo.git")
        #expect(failure.code == .unreachable, "\(failure)")
    }

    @Test(arguments: ["git", "http", "ssh"]) func cancellationEndsIt(_ scheme: String) async throws {
        let reached = Locked<[String]>([])
        let server = try ScriptedServer { connection in
            reached.append("x")
            connection.staySilent()
        }
        let mirror = GitMirror(directory: scratch.file("cancelled"))
        let url = try RemoteURL(parsing: "\(scheme)://127.0.0.1:\(server.port)/demo.git")
        let task = Task { () throws(GitFailure) in try await mirror.update(from: url) }
        try await eventually { !reached.value.isEmpty }
        task.cancel()
        await #expect { try await task.value } throws: { ($0 as? GitFailure)?.code == .cancelled }
    }

    @Test func connectionEndsBeforeThePack() async throws {
        let server = try ScriptedServer { $0.send("003f") }
        #expect(try await failure("git://127.0.0.1:\(server.port)/demo.git").code == .damagedTransfer)
    }

    @Test func nonsenseInsteadOfGit() async throws {
        let server = try ScriptedServer { $0.send("SSH-2.0-whatever\r\n") }
        #expect(try await failure("git://127.0.0.1:\(server.port)/demo.git").code == .damagedTransfer)
    }

    @Test func gitDaemonRefuses() async throws {
        let server = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        let failure = try await failure(server.url("missing.git"))
        #expect(failure.code == .notFound, "\(failure)")
    }

    // MARK: ssh

    @Test func sshRefusals() async throws {
        let server = try SSHServer(scratch: scratch)
        var good = Credential()
        good.sshKey = server.key("ed25519")
        good.knownHosts = try server.knownHosts("host")
        var changed = good
        changed.knownHosts = try server.knownHosts("other")
        var unknown = good
        unknown.knownHosts = try scratch.write("empty_hosts", "")
        var wrongKey = good
        wrongKey.sshKey = server.key("other")
        var missingKey = good
        missingKey.sshKey = scratch.file("no-such-key")
        let url = server.url(remote.path)
        let rows: [(String, Credential, GitFailure.Code)] = [
            (url, changed, .hostKeyChanged), (url, unknown, .hostKeyUnknown), (url, wrongKey, .authenticationFailed),
            (url, missingKey, .authenticationFailed), (server.url("/no/such.git"), good, .notFound),
        ]
        for (url, credential, code) in rows {
            let failure = try await failure(url, credential: credential)
            #expect(failure.code == code, "\(failure)")
        }
    }

    @Test func sshTakesNoPassword() async throws {
        #expect(try await failure("ssh://git:wrong-password@127.0.0.1/demo.git").code == .invalidURL)
    }
}

/// A value shared with a server's threads.
final class Locked<Value: Sendable>: @unchecked Sendable {
    // Proof of @unchecked Sendable: `stored` is only touched while `lock` is held.
    private let lock = NSLock()
    private var stored: Value

    init(_ value: Value) { stored = value }

    var value: Value { lock.withLock { stored } }

    func append<Element>(_ element: Element) where Value == [Element] {
        lock.withLock { stored.append(element) }
    }
}
