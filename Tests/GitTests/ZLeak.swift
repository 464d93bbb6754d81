import Catalog
import Foundation
import Testing
@testable import Git
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil)) struct ZLeak {
    static func rss() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return String(status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? "")
    }
    @Test func leaks() async throws {
        let scratch = try Scratch()
        let remote = try RepositoryFixture(at: scratch.file("srv/demo.git"), files: RepositoryFixture.twoTemplates)
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        let silent = try ScriptedServer { $0.staySilent() }
        var credential = Credential()
        credential.ca = server.authority
        let short = Deadlines(connect: .milliseconds(20), idle: .milliseconds(20), total: .milliseconds(20))
        let mirror = GitMirror(directory: scratch.file("m"))
        for url in [server.url("open/demo.git"), server.url("open/demo.git"), daemon.url("demo.git"), daemon.url("demo.git"), "https://127.0.0.1:\(silent.port)/x", "https://127.0.0.1:\(silent.port)/x", "ssh://127.0.0.1:\(silent.port)/x", remote.path] {
            let before = Self.rss()
            for i in 0..<100 {
                if i % 4 == 0 { try remote.commit(["t/a/\(i)": url]) }
                _ = try? await mirror.update(from: RemoteURL(parsing: url), credential: credential, deadlines: url.contains("\(silent.port)") ? short : Deadlines()) }
            print("LEAK", url, before, Self.rss(), (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0)
        }
    }
}
