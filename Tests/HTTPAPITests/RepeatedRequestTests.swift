import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Repeated requests")
struct RepeatedRequestTests {
    private static let list = "GET /v1-catalog/templates HTTP/1.1\r\nHost: HOST\r\n\r\n"
    private static let version = "GET /v1-catalog/templateversions/sample:plain:0 HTTP/1.1\r\nHost: HOST\r\n\r\n"

    /// What is sent on one connection, write by write, after the list was asked for twice, and the statuses that come back.
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let writes: [(text: String, statuses: [Int])]

        init(_ name: String, _ writes: [(text: String, statuses: [Int])]) {
            testDescription = name
            self.writes = writes
        }
    }

    static let rows = [
        Row("again and again", [(list, [200]), (list, [200]), (list, [200])]),
        Row("several in one write", [(list + list + list, [200, 200, 200]), (list, [200])]),
        Row("another in between", [(version, [200]), (list, [200]), (version, [200]), (version, [200])]),
        Row("several and another in one write", [(list + version + list, [200, 200, 200]), (list, [200])]),
        // A line end is one character.
        Row("one that begins alike", [(list.dropLast() + "If-None-Match: *\r\n\r\n", [304]), (list, [200])]),
        Row("in pieces", [(String(list.prefix(20)), []), (String(list.dropFirst(20)), [200]), (list, [200])]),
        Row(
            "a body that looks like the request",
            [
                (
                    "POST /v1-catalog/templates?action=x HTTP/1.1\r\nHost: HOST\r\nContent-Length: \(list.utf8.count)\r\n\r\n",
                    []
                ),
                (list, [404]), (list, [200]),
            ]),
        Row(
            "a chunk that looks like the request",
            [
                (
                    "POST /v1-catalog/templates?action=x HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n",
                    []
                ),
                ("\(String(list.utf8.count, radix: 16))\r\n", []), (list, []), ("\r\n0\r\n\r\n", [404]), (list, [200]),
            ]),
    ]

    @Test("every request is answered once, in its order, whatever comes between", arguments: rows)
    func answers(row: Row) async throws {
        try await LiveServer.run(SampleCatalogs.load()) { server in
            let connection = try RawConnection(port: server.port)
            let first = try await connection.exchange(Self.list)[0]
            #expect(try await connection.exchange(Self.list)[0].body == first.body)
            for (text, statuses) in row.writes {
                let replies = try await connection.exchange(text, bodies: statuses.map { _ in true })
                #expect(replies.map(\.status) == statuses)
                for reply in replies where reply.status == 200 { #expect(!reply.body.isEmpty) }
            }
        }
    }

    @Test("a repeated request is looked up now and then, and sees the next publication")
    func publication() async throws {
        let catalogs = SampleCatalogs.load()
        try await LiveServer.run(catalogs) { server in
            let connection = try RawConnection(port: server.port)
            for _ in 0..<3 { _ = try await connection.exchange(Self.list) }
            let before = server.server.responder.ready.answers.usage
            for _ in 0..<200 { _ = try await connection.exchange(Self.list) }
            let usage = server.server.responder.ready.answers.usage
            #expect((3...4).contains(usage.hits - before.hits) && usage.misses == before.misses)
            catalogs.publish([SampleCatalogs.catalog("renamed")])
            let after = try await connection.exchange(Self.list)[0]
            #expect(String(decoding: after.body, as: UTF8.self).contains("renamed:plain"))
        }
    }
}
