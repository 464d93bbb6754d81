import Catalog
import Foundation
import Git
import Testing

/// Real servers, each started on loopback by the test.
@Suite struct TransportTests {
    let scratch: Scratch
    let remote: RepositoryFixture
    let mirror: GitMirror

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("srv/demo.git"), files: RepositoryFixture.twoTemplates)
        mirror = GitMirror(directory: scratch.file("data/mirror"))
    }

    /// Clones, finds nothing new, then follows a push.
    private func checkWholeLife(_ url: String, _ credential: Credential? = nil) async throws {
        let url = try RemoteURL(parsing: url)
        let first = try await mirror.update(from: url, credential: credential)
        #expect(first.changed && first.branch == "master")
        #expect(
            try await mirror.templateFolders(at: first.commit).map(\.path) == ["infra-templates/log", "templates/web"])
        #expect(try await mirror.update(from: url, credential: credential).changed == false)
        var files = RepositoryFixture.twoTemplates
        files["templates/web/1/docker-compose.yml"] = "web: {image: nginx:2}\n"
        let pushed = try remote.commit(files)
        let second = try await mirror.update(from: url, credential: credential)
        #expect(second.commit == pushed && second.changed && !second.rewritten && !second.recloned)
        let changes = try #require(try await mirror.changes(from: first.commit, to: second.commit))
        #expect(changes.changed.map(\.path) == ["templates/web"] && changes.removed.isEmpty)
    }

    @Test func gitDaemon() async throws {
        let server = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        try await checkWholeLife(server.url("demo.git"))
    }

    @Test func httpsWithPrivateAuthorityAndLogin() async throws {
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        let credential = try credential(server, user: HTTPSServer.user, password: HTTPSServer.password)
        try await checkWholeLife(server.url("git/demo.git"), credential)
    }

    @Test func httpsFollowsARedirectOfTheFirstRequest() async throws {
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        try await checkWholeLife(server.url("moved/demo.git"), try credential(server))
    }

    @Test(arguments: ["ed25519", "rsa"]) func sshWithUserKey(_ key: String) async throws {
        let server = try SSHServer(scratch: scratch)
        try await checkWholeLife(server.url(remote.path), try credential(server, key: key, knownHost: "host"))
    }

    @Test func bearerTokenAndNoCompression() async throws {
        let seen = Locked<[String]>([])
        let server = try ScriptedServer { connection in
            if let request = connection.readRequest() { seen.append(request.head) }
            connection.respond("500 No", [:])
        }
        var credential = Credential()
        credential.bearer = Secret("a-token")
        let url = try RemoteURL(parsing: "http://127.0.0.1:\(server.port)/a b/demo.git/")
        await #expect(throws: GitFailure.self) { try await mirror.update(from: url, credential: credential) }
        let head = try #require(seen.value.first)
        #expect(head.hasPrefix("GET /a%20b/demo.git/info/refs?service=git-upload-pack HTTP/1.1"))
        #expect(head.contains("Authorization: Bearer a-token"))
        #expect(head.contains("Accept-Encoding: identity") && head.contains("User-Agent: git/"))
    }

    @Test func httpGoesThroughItsProxy() async throws {
        let seen = Locked<[String]>([])
        let repository = remote.path
        let proxy = try ScriptedServer.smartHTTP(repository, seen: { seen.append($0) }, spoil: { ($0, $0.count) })
        var credential = Credential()
        credential.proxy = try ProxyURL(parsing: "http://user:proxy-secret@127.0.0.1:\(proxy.port)/")
        let url = try RemoteURL(parsing: "http://only-behind-the-proxy.invalid/demo.git")
        let update = try await mirror.update(from: url, credential: credential)
        #expect(update.commit == (try remote.git("rev-parse", "master")))
        #expect(seen.value.allSatisfy { $0.hasPrefix("CONNECT only-behind-the-proxy.invalid:80 ") })
        #expect(seen.value.allSatisfy { $0.lowercased().contains("proxy-authorization: basic") })
    }

    @Test func severalTransportsSideBySide() async throws {
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        let silent = try ScriptedServer { $0.staySilent() }
        let deadlines = Deadlines(connect: .milliseconds(400), idle: .milliseconds(400), total: .milliseconds(400))
        let path = scratch.path
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<12 {
                let url = index.isMultiple(of: 2) ? daemon.url("demo.git") : "git://127.0.0.1:\(silent.port)/demo.git"
                group.addTask {
                    let mirror = GitMirror(directory: "\(path)/side-\(index)")
                    guard let url = try? RemoteURL(parsing: url) else { return false }
                    let short = index.isMultiple(of: 2) ? Deadlines() : deadlines
                    return (try? await mirror.update(from: url, deadlines: short)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 6)
    }

    private func credential(_ server: HTTPSServer, user: String? = nil, password: String? = nil) throws -> Credential {
        var credential = Credential()
        credential.ca = server.authority
        if let user, let password { credential.basic = EmbeddedCredential(user: user, secret: password) }
        return credential
    }

    private func credential(_ server: SSHServer, key: String, knownHost: String) throws -> Credential {
        var credential = Credential()
        credential.sshKey = server.key(key)
        credential.knownHosts = try server.knownHosts(knownHost)
        return credential
    }
}
