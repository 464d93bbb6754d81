import Catalog
import Foundation
import HTTPTypes
import Logging
import MusterTesting
import Testing

@testable import HTTPAPI
@testable import Service

/// Asks for everything that is described, and holds every answer against its description.
@Suite("Answers as they are described")
struct DescribedAnswersTests {
    private let document: OpenAPIDocument

    init() throws { document = try .published() }

    @Test("every answer is as it is described, every status and every code of a refusal that is described occurs")
    func answers() async throws {
        var record = AnswerRecord(document: document)
        for request in DescribedRequest.all {
            try await record.send(request, to: TestAPI(try await DescribedRequest.served()))
        }
        try await unchanged(&record)
        try await limits(&record)
        try await failures(&record)
        try await refusals(&record)
        try await bareMethods(&record)
        try await unknown(&record)
        try connections(&record)
        #expect(record.problems == [])
        #expect(record.missingStatuses == [])
        #expect(record.missingCodes == [])
        #expect(record.missingOwnCodes == [])
    }

    /// What the client has already is not sent again.
    private func unchanged(_ record: inout AnswerRecord) async throws {
        let api = TestAPI(try await DescribedRequest.served())
        for var request in DescribedRequest.all where request.method == "GET" && request.status == 200 {
            let first = try await api.send(.get, request.path, headers: request.headers)
            guard let tag = first.headers[.eTag] else { continue }
            request.headers["If-None-Match"] = tag
            request.status = 304
            try await record.send(request, to: api)
        }
    }

    /// Requests beyond a limit.
    private func limits(_ record: inout AnswerRecord) async throws {
        let api = TestAPI(try await DescribedRequest.served())
        var limits = APILimits()
        (limits.bodyBytes, limits.answers, limits.eventListeners) = (400, 1, 0)
        let small = TestAPI(try await DescribedRequest.served(), limits: limits)
        let known = TestAPI(try await DescribedRequest.served(), allowedHosts: ["HOST"])
        let many = (0..<65).map { "x=\($0)" }.joined(separator: "&")
        for request in firstOfEach where !request.path.contains("?_format") {
            func ask(_ status: Int, query: String = "", headers: [String: String] = [:]) -> DescribedRequest {
                let separator = request.path.contains("?") ? "&" : "?"
                return DescribedRequest(
                    method: request.method, path: request.path + (query.isEmpty ? "" : separator + query),
                    headers: request.headers.merging(headers) { $1 }, body: request.body, status: status)
            }
            try await record.send(ask(400, query: many), to: api)
            try await record.send(ask(400, headers: ["X-API-Project-Id": String(repeating: "e", count: 256)]), to: api)
            try await record.send(ask(414, query: String(repeating: "x", count: 9_000)), to: api)
            if !["/healthz", "/readyz"].contains(request.path) {
                try await record.send(ask(421, headers: ["Host": "other:80"]), to: known)
            }
            if request.method != "GET" {
                try await record.send(ask(403, headers: ["Sec-Fetch-Site": "cross-site"]), to: api)
            }
            if let operation = document.operation(request.method, request.path),
                document.statuses(of: operation).contains(412)
            {
                try await record.send(ask(412, headers: ["If-Match": "\"other\""]), to: api)
            }
            try await record.send(ask(431, headers: ["Host": String(repeating: "h", count: 5_000)]), to: api)
            guard let operation = document.operation(request.method, request.path),
                document.bodySchema(of: operation) != nil
            else { continue }
            var large = ask(413)
            large.body = String(repeating: " ", count: 401)
            try await record.send(large, to: small)
        }
        for list in ["templates", "templateversions"] {
            try await record.send(
                DescribedRequest(
                    method: "POST", path: "/v1-catalog/\(list)/mine:infra*net:1?action=compile",
                    body: #"{"answers": {"A": "", "B": ""}}"#, status: 413), to: small)
        }
        try await record.send(
            DescribedRequest(path: "/v1-catalog/events?since=&wait=1", status: 503), to: small)
        try await record.send(DescribedRequest(path: "/v1-catalog/events?since=%", status: 400), to: api)
    }

    /// What fails inside, and what waits.
    private func failures(_ record: inout AnswerRecord) async throws {
        struct Failure: Error {}
        let served = try await DescribedRequest.served()
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        for error in [Failure(), ConfigurationError("repo.json", "no JSON"), nil] as [(any Error)?] {
            let api = TestAPI(BrokenCatalogs(catalogs: served, error: error), logger: silent)
            for var request in DescribedRequest.all where request.status < 300 {
                let reply = try await api.send(
                    HTTPRequest.Method(request.method) ?? .get, request.path, headers: request.headers,
                    body: request.body)
                guard reply.status == 500 else { continue }
                request.status = 500
                try await record.send(request, to: api)
            }
        }
        let key = CatalogKey(environment: "global", name: "sample")
        let refresh = TestAPI(
            try await DescribedRequest.served(failures: [RefreshFailure(key: key, url: "u", message: "m")]))
        try await record.send(
            DescribedRequest(method: "POST", path: "/v1-catalog/templates?action=refresh", status: 500), to: refresh)
        try await record.send(
            DescribedRequest(path: "/v1-catalog/findings", status: 404),
            to: TestAPI(try await DescribedRequest.served(), lints: false))
        try await record.send(
            DescribedRequest(path: "/readyz", status: 503), to: TestAPI(InMemoryCatalogs([.neverRefreshed])))
        for request in DescribedRequest.fetching {
            try await record.send(request, to: TestAPI(InMemoryCatalogs([.neverRefreshed])))
        }
    }

    /// What too many ask for, and what is given up.
    private func refusals(_ record: inout AnswerRecord) async throws {
        let served = try await DescribedRequest.served()
        try await FullLanes.run { lanes in
            let api = TestAPI(served, lanes: lanes)
            for var request in DescribedRequest.all where request.status < 300 {
                let reply = try await api.send(
                    HTTPRequest.Method(request.method) ?? .get, request.path, headers: request.headers,
                    body: request.body)
                guard reply.status == 503 else { continue }
                request.status = 503
                try await record.send(request, to: api)
            }
        }
        let api = TestAPI(served)
        let left = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await api.send(.get, "/v1-catalog/templateversions")
        }
        try record.check(try await left.value, is: 503, as: "Busy")
    }

    /// `HEAD` and `OPTIONS`.
    private func bareMethods(_ record: inout AnswerRecord) async throws {
        let api = TestAPI(try await DescribedRequest.served())
        for var request in DescribedRequest.all where request.method == "GET" {
            request.method = "HEAD"
            if request.headers["Range"] != nil { request.status = 200 }
            try await record.send(request, to: api)
        }
        for request in firstOfEach {
            let path = String(request.path.prefix { $0 != "?" })
            try await record.send(DescribedRequest(method: "OPTIONS", path: path, status: 204), to: api)
        }
    }

    /// Addresses and methods that are none.
    private func unknown(_ record: inout AnswerRecord) async throws {
        let api = TestAPI(try await DescribedRequest.served())
        try record.check(try await api.send(.get, "/no"), is: 404, as: "UnknownAddress")
        try record.check(try await api.send(.patch, "/v1-catalog"), is: 405, as: "MethodNotAllowed")
        try record.check(try await api.send(.get, "/v1-catalog/upgrades"), is: 405, as: "MethodNotAllowed")
    }

    /// What is no request.
    private func connections(_ record: inout AnswerRecord) throws {
        let texts = [
            (400, "GET / HTTP/1.1\r\n\r\n"), (408, "GET / HTTP"), (505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
            (417, "GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n"),
            (501, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        ]
        for (status, text) in texts {
            let connection = try ConnectionPipeline(ConnectionPipeline.ready())
            try connection.send(text)
            connection.wait(seconds: 100)
            let lines = try connection.written().components(separatedBy: "\r\n")
            let reply = TestAPI.Reply(
                status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: [.contentType: "application/json"],
                body: Array((lines.last ?? "").utf8))
            try record.check(reply, is: status, as: "NoRequest")
        }
    }

    /// A request for each method of each address.
    private var firstOfEach: [DescribedRequest] {
        var seen: Set<OpenAPIDocument.Operation> = []
        return DescribedRequest.all.filter { request in
            document.operation(request.method, request.path).map { seen.insert($0).inserted } ?? false
        }
    }
}
