import HTTPTypes
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

@Suite("Versions with large files")
struct StreamedTests {
    private static let files = [
        "a.txt": LargeFiles.bytes(300_000), "b.txt": LargeFiles.bytes(131_072, shift: 3), "c.txt": [],
        "d.txt": [0xF0, 0x9F],
    ]

    /// Limits by which everything is streamed.
    private static var small: APILimits {
        var limits = APILimits()
        limits.wholeFileBytes = 0
        return limits
    }

    @Test(
        "what is streamed is what is made whole, byte for byte",
        arguments: ["application/json", "text/html,*/*"])
    func same(accept: String) async throws {
        let headers = ["Accept": accept, "User-Agent": "Mozilla/5.0"]
        let whole = try await TestAPI(LargeFiles.load(Self.files)).send(
            .get, LargeFiles.version, headers: headers)
        let api = TestAPI(LargeFiles.load(Self.files), limits: Self.small)
        for _ in 0..<2 {
            let streamed = try await api.send(.get, LargeFiles.version, headers: headers)
            #expect(streamed.status == 200 && streamed.body == whole.body)
            #expect(streamed.headers[.contentType] == whole.headers[.contentType])
            #expect(streamed.headers[.contentLength] == String(whole.body.count))
            #expect(streamed.headers[.contentSecurityPolicy] == whole.headers[.contentSecurityPolicy])
            #expect(streamed.headers[.catalogCommit] == whole.headers[.catalogCommit])
        }
    }

    @Test("over a connection, again and again, and beside what is ready")
    func connection() async throws {
        let whole = try await TestAPI(LargeFiles.load(Self.files)).send(.get, LargeFiles.version)
        try await LiveServer.run(LargeFiles.load(Self.files), limits: Self.small) { server in
            let connection = try RawConnection(port: server.port)
            let text = [LargeFiles.version, "/v1-catalog/templates", LargeFiles.version]
                .map { "GET \($0) HTTP/1.1\r\nHost: HOST\r\n\r\n" }.joined()
            for _ in 0..<2 {
                let replies = try await connection.exchange(text, bodies: [true, true, true])
                #expect(replies[0].body == whole.body && replies[2].body == whole.body)
                #expect(String(decoding: replies[1].body, as: UTF8.self).contains("\"large:files\""))
            }
        }
    }

    @Test("it has a strong validator, which changes with any file, name or link")
    func validator() async throws {
        let tag = { (files: [String: [UInt8]], host: String) in
            let reply = try await TestAPI(LargeFiles.load(files), limits: Self.small).send(
                .get, LargeFiles.version, headers: ["Host": host])
            return try #require(reply.headers[.eTag])
        }
        let first = try await tag(Self.files, "HOST")
        #expect(first.count == 34 && first.hasPrefix("\""))
        #expect(try await tag(Self.files, "HOST") == first)
        let others = [
            try await tag(Self.files, "OTHER"),
            try await tag(Self.files.merging(["d.txt": [0x41]]) { $1 }, "HOST"),
            try await tag(Self.files.merging(["e.txt": []]) { $1 }, "HOST"),
        ]
        #expect(Set(others + [first]).count == 4)
        let api = TestAPI(LargeFiles.load(Self.files), limits: Self.small)
        let known = try await api.send(.get, LargeFiles.version, headers: ["If-None-Match": first])
        #expect(known.status == 304 && known.body.isEmpty && known.headers[.eTag] == first)
        let head = try await api.send(.head, LargeFiles.version)
        let full = try await api.send(.get, LargeFiles.version)
        #expect(head.body.isEmpty && head.headers == full.headers)
    }

    @Test("the files are not kept, and are read a piece at a time")
    func memory() async throws {
        let catalogs = LargeFiles.load(Self.files)
        let api = TestAPI(catalogs, limits: Self.small)
        for _ in 0..<2 { _ = try await api.send(.get, LargeFiles.version) }
        #expect(api.responder.cache.usage.bytes < 10_000 && api.responder.cache.usage.entries == 1)
        #expect(api.responder.ready.answers.usage.entries == 0)
        #expect(!catalogs.calls.contains("content"))
        // Once for the length, and once for each answer.
        #expect(catalogs.calls.count { $0 == "content 0..<131072" } == 3 * 4)
        #expect(catalogs.calls.count { $0 == "content 262144..<393216" } == 3)
    }

    @Test("a file that is gone is an error, and ends the connection when the answer has begun")
    func gone() async throws {
        let catalogs = LargeFiles.load(Self.files)
        let broken = BrokenCatalogs(catalogs: catalogs, error: nil)
        let reply = try await TestAPI(broken, limits: Self.small).send(.get, LargeFiles.version)
        #expect(reply.status == 500)
        #expect(try reply.json["code"] == .string("content-unavailable"))
        try await LiveServer.run(catalogs, limits: Self.small) { server in
            let connection = try RawConnection(port: server.port)
            #expect(try await connection.request(LargeFiles.version).status == 200)
            catalogs.forgetContents()
            await #expect(throws: RawConnection.Closed.self) {
                try await connection.request(LargeFiles.version)
            }
        }
    }
}
