import MusterTesting
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite("Limits and errors")
struct LimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var method = "GET"
        let path: String
        var headers: [String: String] = [:]
        var body = ""
        let status: Int
        let code: String
    }

    static let cases = [
        Case(
            testDescription: "a long query", path: "/v1-catalog/templates?x=" + String(repeating: "a", count: 9_000),
            status: 414, code: "address-too-long"),
        Case(
            testDescription: "many parameters",
            path: "/v1-catalog/templates?" + (0..<65).map { "category=\($0)" }.joined(separator: "&"),
            status: 400, code: "too-many-parameters"),
        Case(
            testDescription: "a long header", path: "/v1-catalog",
            headers: ["X-API-request-url": "http://" + String(repeating: "a", count: 5_000)],
            status: 431, code: "header-too-long"),
        Case(
            testDescription: "a long Host", path: "/v1-catalog",
            headers: ["Host": String(repeating: "a", count: 5_000)],
            status: 431, code: "header-too-long"),
        Case(
            testDescription: "a long environment", path: "/v1-catalog/templates",
            headers: ["X-API-Project-Id": String(repeating: "a", count: 256)], status: 400, code: "invalid-environment"),
        Case(
            testDescription: "a longer wait for events than is allowed", path: "/v1-catalog/events?since=&wait=61",
            status: 400, code: "invalid-wait"),
        Case(
            testDescription: "a wait that is no number", path: "/v1-catalog/events?since=&wait=+1", status: 400,
            code: "invalid-wait"),
        Case(
            testDescription: "a negative wait", path: "/v1-catalog/events?since=&wait=-1", status: 400,
            code: "invalid-wait"),
        Case(
            testDescription: "events since what is no event", path: "/v1-catalog/events?since=yesterday", status: 400,
            code: "invalid-event-id"),
        Case(
            testDescription: "a stream after what is no event", path: "/v1-catalog/events",
            headers: ["Last-Event-ID": "42"], status: 400, code: "invalid-event-id"),
        Case(
            testDescription: "a long event id", path: "/v1-catalog/events",
            headers: ["Last-Event-ID": String(repeating: "a", count: 5_000)], status: 431, code: "header-too-long"),
        Case(
            testDescription: "a large body", method: "POST", path: "/v1-catalog/catalogs?projectId=e",
            body: String(repeating: " ", count: 1 << 20 + 1), status: 413, code: "body-too-large"),
        Case(testDescription: "an unknown address", path: "/nope", status: 404, code: "unknown-route"),
        Case(testDescription: "an address of bad encoding", path: "/v1-catalog/%", status: 404, code: "unknown-route"),
        Case(testDescription: "an unknown schema", path: "/v1-catalog/schemas/no", status: 404, code: "not-found"),
        Case(
            testDescription: "an unknown catalog", path: "/v1-catalog/catalogs/no?projectId=e", status: 404,
            code: "not-found"),
        Case(
            testDescription: "a catalog without environment", path: "/v1-catalog/catalogs/sample", status: 400,
            code: "missing-environment"),
        Case(
            testDescription: "no body", method: "POST", path: "/v1-catalog/catalogs?projectId=e", status: 400,
            code: "invalid-json"),
        Case(
            testDescription: "not JSON", method: "POST", path: "/v1-catalog/catalogs?projectId=e", body: "not json",
            status: 400, code: "invalid-json"),
        Case(
            testDescription: "not an object", method: "POST", path: "/v1-catalog/catalogs?projectId=e", body: "[]",
            status: 400, code: "invalid-json"),
        Case(
            testDescription: "deep JSON", method: "POST", path: "/v1-catalog/catalogs?projectId=e",
            body: String(repeating: "[", count: 100_000), status: 400, code: "invalid-json"),
        Case(
            testDescription: "a number for a name", method: "POST", path: "/v1-catalog/catalogs?projectId=e",
            body: #"{"name": 5, "url": "u"}"#, status: 400, code: "invalid-field"),
        Case(
            testDescription: "a missing field", method: "POST", path: "/v1-catalog/catalogs?projectId=e",
            body: #"{"name": null, "url": "u"}"#, status: 400, code: "missing-field"),
        Case(
            testDescription: "a taken name", method: "POST", path: "/v1-catalog/catalogs?projectId=e",
            body: #"{"name": "sample", "url": "u"}"#, status: 422, code: "already-exists"),
        Case(
            testDescription: "an unknown action", method: "POST", path: "/v1-catalog/templates?action=x", status: 404,
            code: "unknown-action"),
    ]

    @Test("a refusal is a JSON error with a status, a code and a sentence", arguments: cases)
    func refusals(_ row: Case) async throws {
        let api = TestAPI(SampleCatalogs.load())
        let method = try #require(HTTPRequest.Method(row.method))
        let reply = try await api.send(method, row.path, headers: row.headers, body: row.body)
        #expect(reply.status == row.status)
        #expect(reply.headers[.contentType] == "application/json")
        #expect(reply.headers[.apiSchemas]?.hasSuffix("/v1-catalog/schemas") == true)
        let body = try reply.json
        #expect(body["code"] == .string(row.code))
        #expect(body["status"] == .string(String(row.status)))
        #expect(body["type"] == .string("error"))
        #expect(body["message"]?.string?.isEmpty == false)
    }
}
