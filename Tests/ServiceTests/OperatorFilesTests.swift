import Catalog
import Foundation
import Git
import MusterTesting
import Store
import Testing

@testable import Service

/// What the operator writes, broken in every way: it costs what it is about, and nothing else.
@Suite("Files of the operator")
struct OperatorFilesTests {
    /// A service whose `repo.json` a test writes.
    private struct Bench {
        let repository: TestRepository
        let file = FileManager.default.temporaryDirectory.appending(path: "repo-\(UUID().uuidString).json")
        let credentials = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString).json")
        let fixture: ServiceFixture
        var service: CatalogService { fixture.service }

        init(_ text: String? = nil) throws {
            repository = try TestRepository()
            try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
            if let text { try Data(text.replacing("URL", with: repository.path).utf8).write(to: file) }
            fixture = try ServiceFixture(configuration: .file(file.path), credentialsFile: credentials.path)
        }

        func write(_ text: String) throws {
            try Data(text.replacing("URL", with: repository.path).utf8).write(to: file)
        }

        func write(credentials text: String, mode: Int = 0o600) throws {
            try Data(text.utf8).write(to: credentials)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: credentials.path)
        }

        var names: [String] { service.publication.catalogs.map(\.key.name) }
        var troubles: [String?] { service.operatorTroubles.filter { $0.subject == .catalogs }.map(\.entry) }

        func remove() {
            repository.remove()
            fixture.remove()
            for url in [file, credentials] { try? FileManager.default.removeItem(at: url) }
        }
    }

    @Test(
        "an entry that cannot be used is reported, keeps what it named, and costs no other; the next good one is taken")
    func entries() async throws {
        let bench = try Bench(#"{"catalogs":{"a":{"url":"URL"},"b":{"url":"URL"}}}"#)
        defer { bench.remove() }
        #expect(try await bench.service.refresh(environment: "global") == [])
        try bench.write(
            #"{"catalogs":{"b":null,"c":{"url":"URL"},"d":{},"e":{"url":"nonsense://x/y"},"f":{"url":"URL"}}}"#)
        #expect(try await bench.service.refresh(environment: "global") == [])
        #expect(bench.names == ["b", "c", "f"], "a is no longer named")
        #expect(bench.service.publication.catalogs.allSatisfy { $0.snapshot != nil })
        #expect(bench.troubles == ["b", "d", "e"])
        try bench.write(#"{"catalogs":{"c":{"url":"URL"}}}"#)
        #expect(try await bench.service.refresh(environment: "global") == [])
        #expect(bench.names == ["c"] && bench.troubles.isEmpty)
    }

    @Test(
        "a file of which nothing can be used drops nothing, and what is known is refreshed all the same",
        arguments: ["", "{", #"{"catalogs":{"a":{"url":"#, #"{"catalogs":[]}"#, "MISSING", "FOLDER"])
    func wholeFile(text: String) async throws {
        let bench = try Bench(#"{"catalogs":{"a":{"url":"URL"}}}"#)
        defer { bench.remove() }
        #expect(try await bench.service.refresh(environment: "global") == [])
        if text == "MISSING" || text == "FOLDER" {
            try FileManager.default.removeItem(at: bench.file)
            if text == "FOLDER" {
                try FileManager.default.createDirectory(at: bench.file, withIntermediateDirectories: true)
            }
        } else {
            try bench.write(text)
        }
        let commit = try bench.repository.commit(ServiceFixture.files(versions: ["2.0.0"]))
        await #expect(throws: ConfigurationError.self) { try await bench.service.refresh(environment: "global") }
        #expect(bench.service.publication.catalogs.map(\.snapshot?.commit) == [commit])
        #expect(bench.troubles == [nil])
        if text == "FOLDER" { try FileManager.default.removeItem(at: bench.file) }
        try bench.write(#"{"catalogs":{}}"#)
        #expect(try await bench.service.refresh(environment: "global") == [])
        #expect(bench.names == [] && bench.troubles.isEmpty, "a file without catalogs is obeyed")
    }

    @Test("a secret that cannot be opened any more is replaced by the one that is written now")
    func lostKey() async throws {
        let bench = try Bench(#"{"catalogs":{"a":{"url":"https://u:secret@127.0.0.1:1/x.git"}}}"#)
        defer { bench.remove() }
        try await bench.service.reconfigure()
        try bench.service.close()
        try FileManager.default.removeItem(atPath: bench.fixture.directory + "/muster.key")
        let again = try ServiceFixture(configuration: .file(bench.file.path), directory: bench.fixture.directory)
        try await again.service.reconfigure()
        #expect(again.service.operatorTroubles.isEmpty)
        let record = try #require(again.service.record(for: CatalogKey(environment: "global", name: "a")))
        #expect(try again.service.embeddedCredential(of: record)?.user.reveal() == "u")
    }

    struct Keys: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String?
        var mode = 0o600
        let says: String
    }

    @Test(
        "without its credentials a remote fails with the reason, a folder does not, and the next good file is taken",
        arguments: [
            Keys(testDescription: "missing", text: nil, says: "No such file"),
            Keys(testDescription: "half", text: #"[{"prefix": "git://127.0.0.1"#, says: "is not a JSON list"),
            Keys(testDescription: "open", text: "[]", mode: 0o644, says: "chmod 600"),
            Keys(
                testDescription: "an entry for it", text: #"[{"prefix": "git://127.0.0.1:1", "user": "u"}]"#,
                says: "entry 1 needs both user and password"),
            Keys(testDescription: "an entry for nobody", text: "[null]", says: "entry 1 is no JSON object"),
        ])
    func credentials(row: Keys) async throws {
        let bench = try Bench(#"{"catalogs":{"folder":{"url":"URL"},"remote":{"url":"git://127.0.0.1:1/x.git"}}}"#)
        defer { bench.remove() }
        if let text = row.text { try bench.write(credentials: text, mode: row.mode) }
        let failures = try await bench.service.refresh(environment: "global")
        #expect(failures.map(\.key.name) == ["remote"])
        #expect(failures.first?.message.contains(row.says) == true, "\(failures)")
        #expect(bench.service.operatorTroubles.map(\.subject) == [.credentials])
        try bench.write(credentials: "[]")
        let after = try await bench.service.refresh(environment: "global")
        #expect(after.first?.message.contains(row.says) == false, "\(after)")
        #expect(bench.service.operatorTroubles.isEmpty)
    }

    @Test("what was read once holds while the file cannot be used")
    func lastGoodCredentials() async throws {
        let bench = try Bench(#"{"catalogs":{}}"#)
        defer { bench.remove() }
        try bench.write(credentials: #"[{"prefix": "git://127.0.0.1:1", "bearer": "b"}]"#)
        let url = try RemoteURL(parsing: "git://127.0.0.1:1/x.git")
        #expect(try await bench.service.credential(for: url).credential?.bearer?.reveal() == "b")
        try bench.write(credentials: "[")
        let kept = try await bench.service.credential(for: url)
        #expect(kept.credential?.bearer?.reveal() == "b" && kept.doubt == nil)
        #expect(bench.service.operatorTroubles.count == 1)
    }

    @Test("of several that read the configuration at once, what was read last holds")
    func order() async throws {
        let bench = try Bench(#"{"catalogs":{}}"#)
        defer { bench.remove() }
        for round in 0..<20 {
            let names = (0..<3).map { "c\(round)-\($0)" }
            let entries = names.map { "\"\($0)\":{\"url\":\"git://127.0.0.1:1/x.git\"}" }
            async let earlier: Void = bench.service.reconfigure()
            try bench.write("{\"catalogs\":{\(entries.joined(separator: ","))}}")
            async let later: Void = bench.service.reconfigure()
            _ = (try? await earlier, try await later)
            #expect(bench.names == names)
        }
    }
}
