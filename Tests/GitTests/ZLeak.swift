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
        var credential = Credential()
        credential.ca = server.authority
        let mirror = GitMirror(directory: scratch.file("m"))
        for url in Array(repeating: server.url("open/demo.git"), count: 4) {
            let before = Self.rss()
            for i in 0..<150 {
                if i % 50 == 0 { try remote.commit(["t/a/\(i)": url]) }
                _ = try? await mirror.update(from: RemoteURL(parsing: url), credential: credential, deadlines: Deadlines()) }
            print("LEAK", url, before, Self.rss(), (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0)
        }
    }
}
