import Foundation
import MusterTesting
import HTTPTypes
import Logging
import NIOCore
import Service
import Synchronization
import Testing

@testable import HTTPAPI

@Suite("Ready answers")
struct ReadyAnswerTests {
    /// A request, by its path, method and headers.
    struct Row: CustomTestStringConvertible, Sendable {
        let path: String
        var method = "GET"
        var headers: [String] = []
        var testDescription: String { "\(method) \(path) \(headers)" }
    }

    private static let version = "/v1-catalog/templateversions/sample:plain:0"

    static let rows: [Row] = [
        Row(path: "/v1-catalog/templates"), Row(path: "/v1-catalog/templates/?templateBase_eq=infra"),
        Row(path: "/v1-catalog/templates", method: "HEAD"), Row(path: version),
        Row(path: version, headers: ["X-API-Project-Id: 1a5"]),
        Row(path: version, headers: ["X-Forwarded-Proto: https", "X-Forwarded-Port: 8443"]),
        Row(path: version, headers: ["X-API-request-url: http://other:8080\(version)"]),
        Row(path: version, headers: ["User-Agent: Mozilla/5.0", "Accept: text/html,*/*"]),
        Row(path: version, headers: ["If-None-Match: *"]), Row(path: version, headers: ["If-None-Match: \"other\""]),
        Row(path: "/v1-catalog/schemas", headers: ["Accept-Encoding: gzip"]),
        Row(path: "/v1-catalog/schemas", headers: ["Accept-Encoding: gzip;q=0"]),
        Row(path: "/v1-catalog/templates/sample:plain?image"), Row(path: "/v1-catalog/templates/sample:plain?readme"),
        Row(path: "/v1-catalog/catalogs"), Row(path: "/v1-catalog/templates/sample:gone"),
        Row(path: "/v1-catalog/templates/sample:plain?image", headers: ["Range: bytes=0-3"]),
        Row(path: version, headers: ["Connection: close"]), Row(path: "/healthz"),
        Row(path: version, method: "OPTIONS"),
    ]

    @Test("the second answer to a request is the first one, byte for byte", arguments: rows)
    func same(row: Row) async throws {
        let catalogs = SampleCatalogs.load()
        try await LiveServer.run(catalogs) { server in
            let first = try await RawConnection(port: server.port).request(
                row.path, method: row.method, headers: row.headers)
            let made = catalogs.calls.count
            let second = try await RawConnection(port: server.port).request(
                row.path, method: row.method, headers: row.headers)
            #expect(first.status == second.status && first.body == second.body)
            #expect(first.fields == second.fields)
            #expect(second.header("date")?.hasSuffix("GMT") == true)
            #expect(catalogs.calls.count == made, "nothing was read again")
        }
    }

    @Test("answers are made ready, used, and shared by forms that differ only in what the client has")
    func used() async throws {
        try await LiveServer.run(SampleCatalogs.load()) { server in
            let connection = try RawConnection(port: server.port)
            let first = try await connection.request(Self.version)
            let tag = try #require(first.header("etag"))
            let known = try await connection.request(Self.version, headers: ["If-None-Match: W/\"x\", \(tag)"])
            #expect(known.status == 304 && known.header("etag") == tag && known.body.isEmpty)
            #expect(known.header("content-type") == nil)
            let head = try await connection.request(Self.version, method: "HEAD")
            #expect(head.status == 200 && head.fields == first.fields)
            let usage = server.server.responder.ready.answers.usage
            #expect(usage.hits == 2 && usage.entries == 1)
        }
    }

    @Test("pipelined requests are answered in their order, whether their answers are ready or not")
    func pipelined() async throws {
        try await LiveServer.run(SampleCatalogs.load()) { server in
            let connection = try RawConnection(port: server.port)
            let ready = try await connection.request("/v1-catalog/templates")
            let paths = [
                "/v1-catalog/templates", "/healthz", "/v1-catalog/templates", Self.version, "/v1-catalog/templates",
            ]
            let text = paths.map { "GET \($0) HTTP/1.1\r\nHost: HOST\r\n\r\n" }.joined()
            let replies = try await connection.exchange(text, bodies: paths.map { _ in true })
            for index in [0, 2, 4] { #expect(replies[index].body == ready.body) }
            #expect(replies[1].body == Array("ok".utf8))
            #expect(String(decoding: replies[3].body, as: UTF8.self).contains("\"type\":\"templateVersion\""))
        }
    }

    @Test("a request in pieces, with a body, or of HTTP/1.0 is answered too")
    func unusual() async throws {
        try await LiveServer.run(SampleCatalogs.load()) { server in
            let whole = try await RawConnection(port: server.port).request(Self.version)
            let pieces = try RawConnection(port: server.port)
            pieces.send("GET \(Self.version) HT")
            #expect(try await pieces.exchange("TP/1.1\r\nHost: HOST\r\n\r\n")[0].body == whole.body)
            let body = "GET \(Self.version) HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\n\r\nbody"
            #expect(try await pieces.exchange(body)[0].body == whole.body)
            let old = try RawConnection(port: server.port)
            #expect(try await old.exchange("GET \(Self.version) HTTP/1.0\r\nHost: HOST\r\n\r\n")[0].body == whole.body)
        }
    }

    @Test("after a publication nothing old is sent, and what was asked for is ready before it is asked again")
    func prepared() async throws {
        let catalogs = SampleCatalogs.load()
        try await LiveServer.run(catalogs) { server in
            let connection = try RawConnection(port: server.port)
            for _ in 0..<2 { _ = try await connection.request("/v1-catalog/templates") }
            _ = try await connection.request(Self.version)
            catalogs.publish([SampleCatalogs.catalog("renamed")])
            let after = try await connection.request("/v1-catalog/templates")
            #expect(String(decoding: after.body, as: UTF8.self).contains("renamed:plain"))
            #expect(try await connection.request(Self.version).status == 404)
        }
        let api = TestAPI(catalogs)
        let responder = api.responder
        _ = try await api.send(.get, "/v1-catalog/templates")
        _ = try await api.send(.get, Self.version)
        let key = try #require(
            RequestKey(.init(method: .get, scheme: "http", authority: "HOST", path: "/v1-catalog/templates")))
        responder.ready.answers.find(key, generation: catalogs.publication.contents(visibleIn: "global"))?
            .markAskedFor()
        catalogs.publish([SampleCatalogs.catalog("again")])
        await responder.prepare(catalogs.publication, logger: LiveServer.quiet)
        #expect(responder.ready.answers.usage.entries == 1, "only what was asked for")
        let ready = responder.ready.answers.find(key, generation: catalogs.publication.contents(visibleIn: "global"))
        #expect(ready.map { String(buffer: $0.body).contains("again:plain") } == true)
    }

    @Test("what clients asked for is ready from what is about to be published, without anybody's waiting for it")
    func preparedBefore() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        let ready = api.responder.ready
        _ = try await api.send(.get, "/v1-catalog/templates")
        _ = try await api.send(.get, Self.version)
        let key = try #require(
            RequestKey(.init(method: .get, scheme: "http", authority: "HOST", path: "/v1-catalog/templates")))
        let before = catalogs.publication.contents(visibleIn: "global")
        ready.answers.find(key, generation: before)?.markAskedFor()
        let next = Publication(generation: 2, catalogs: [SampleCatalogs.catalog("again")])
        await api.responder.prepare(next: next, logger: LiveServer.quiet)
        let made = ready.answers.find(key, generation: next.contents(visibleIn: "global"))
        #expect(made.map { String(buffer: $0.body).contains("again:plain") } == true)
        #expect(ready.answers.find(key, generation: before).map { String(buffer: $0.body).contains("again") } == false)
        #expect(ready.answers.usage.entries == 3, "only what was asked for")
        await api.responder.prepare(next, logger: LiveServer.quiet)
        #expect(ready.answers.find(key, generation: next.contents(visibleIn: "global")) === made, "not made again")
    }

    @Test("what nothing published has a part in stays ready")
    func unchanging() async throws {
        let catalogs = SampleCatalogs.load()
        try await LiveServer.run(catalogs) { server in
            let connection = try RawConnection(port: server.port)
            for path in ["/healthz", "/v1-catalog/schemas"] {
                let before = try await connection.request(path)
                catalogs.publish([SampleCatalogs.catalog("other")])
                let after = try await connection.request(path)
                #expect(after.status == 200 && after.body == before.body)
            }
        }
        let api = TestAPI(catalogs)
        _ = try await api.send(.get, "/healthz")
        catalogs.publish([SampleCatalogs.catalog("more")])
        await api.responder.prepare(catalogs.publication, logger: LiveServer.quiet)
        #expect(api.responder.ready.answers.usage.entries == 1)
    }

    @Test("new clients get what is ready while every thread that makes other answers is busy")
    func busyThreads() async throws {
        try await LiveServer.run(SampleCatalogs.load()) { server in
            let paths = ["/healthz", "/v1-catalog/templates", Self.version]
            for path in paths { _ = try await RawConnection(port: server.port).request(path) }
            let threads = ProcessInfo.processInfo.activeProcessorCount
            let (busy, isOver) = (BusyCount(), BusyCount())
            for _ in 0..<threads {
                Task {
                    busy.add()
                    while isOver.count == 0 {}
                }
            }
            let statuses = try await RawConnection.waiting {
                defer { isOver.add() }
                while busy.count < threads { usleep(100) }
                return try paths.map { path in
                    let connection = try RawConnection(port: server.port)
                    connection.send("GET \(path) HTTP/1.1\r\nHost: HOST\r\n\r\n")
                    return try connection.receiveHere().status
                }
            }
            #expect(statuses == [200, 200, 200])
        }
    }

    /// A number that threads add to.
    private final class BusyCount: Sendable {
        private let value = Atomic(0)

        var count: Int { value.load(ordering: .relaxed) }

        func add() { value.add(1, ordering: .relaxed) }
    }

    @Test("each request is one line at debug with its id, whichever way it was answered")
    func logged() async throws {
        let lines = LogLines()
        try await LiveServer.run(SampleCatalogs.load(), logger: lines.logger(level: .debug)) { server in
            let connection = try RawConnection(port: server.port)
            for id in ["first", "second"] {
                _ = try await connection.request(Self.version, headers: ["X-Request-Id: \(id)"])
            }
            _ = try await connection.request("/v1-catalog/none", headers: ["X-Request-Id: no good"])
        }
        let requests = lines.all.filter { $0.message == "request" }.map(\.metadata)
        #expect(requests.map { $0["target"] } == [Self.version, Self.version, "/v1-catalog/none"])
        #expect(requests.map { $0["status"] } == ["200", "200", "404"])
        #expect(requests.prefix(2).map { $0["id"] } == ["first", "second"])
        #expect(requests.last?["id"]?.contains(" ") == false)
    }

    @Test("a date's line is RFC 9110's form", arguments: [(784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT")])
    func date(second: Int, text: String) {
        #expect(DateLine().text.count == text.count)
        #expect(DateLine.bytes(at: second) == Array("Date: \(text)\r\n\r\n".utf8))
    }
}
