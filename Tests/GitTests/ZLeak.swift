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
        let mirror = GitMirror(directory: scratch.file("m"))
        let url = try RemoteURL(parsing: remote.path)
        let c = try await mirror.update(from: url).commit
        for round in 0..<2 {
            func run(_ name: String, _ body: () async throws -> Void) async throws {
                let before = Self.rss()
                for _ in 0..<300 { try await body() }
                print("LEAK", round, name, before, Self.rss())
            }
            try await run("status") { _ = Self.rss() }
            try await run("open") { _ = try Repository(opening: remote.path) }
            try await run("threads") { _ = await BlockingThreads.reading.run { 1 } }
            try await run("head") { _ = await mirror.head() }
            try await run("folders") { _ = try await mirror.templateFolders(at: c) }
            try await run("kind") { _ = LocalCatalogKind(at: remote.path) }
            try await run("update") { _ = try await mirror.update(from: url) }
        }
    }
}
