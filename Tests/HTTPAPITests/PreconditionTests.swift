import HTTPTypes
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

@Suite("Preconditions")
struct PreconditionTests {
    private static let own = "/v1-catalog/catalogs/own?projectId=1a5"

    private static func tag(_ api: TestAPI) async throws -> String {
        try #require(try await api.send(.get, own).headers[.eTag])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let header: String
        /// `TAG` stands for what is there.
        let value: String
        let status: Int

        var testDescription: String { "\(method) with \(header): \(value)" }

        init(_ method: HTTPRequest.Method, _ header: String, _ value: String, _ status: Int) {
            (self.method, self.header, self.value, self.status) = (method, header, value, status)
        }
    }

    @Test(
        "a request is done if what is there is what it says",
        arguments: [
            Row(.get, "If-Match", "TAG", 200), Row(.get, "If-Match", "*", 200), Row(.get, "If-Match", "\"a\"", 412),
            Row(.get, "If-Match", "W/TAG", 412), Row(.get, "If-Match", "\"a\", TAG", 200),
            Row(.get, "If-None-Match", "TAG", 304), Row(.get, "If-None-Match", "*", 304),
            Row(.put, "If-Match", "TAG", 200), Row(.put, "If-Match", "*", 200), Row(.put, "If-Match", "\"a\"", 412),
            Row(.put, "If-None-Match", "TAG", 412), Row(.put, "If-None-Match", "W/TAG", 412),
            Row(.put, "If-None-Match", "*", 412), Row(.put, "If-None-Match", "\"a\"", 200),
            Row(.delete, "If-Match", "\"a\"", 412), Row(.delete, "If-None-Match", "*", 412),
            Row(.post, "If-None-Match", "*", 412),
        ])
    func rows(row: Row) async throws {
        let api = TestAPI(try await DescribedRequest.served())
        let value = row.value.replacing("TAG", with: try await Self.tag(api))
        let path = row.method == .post ? Self.own + "&action=refresh" : Self.own
        let reply = try await api.send(row.method, path, headers: [row.header: value], body: #"{"branch": "b"}"#)
        #expect(reply.status == row.status)
        if row.status == 412 { #expect(try reply.json["code"] == .string("precondition-failed")) }
    }

    @Test("nothing is done where the condition fails, and what is not there has no tag")
    func nothingDone() async throws {
        let catalogs = try await DescribedRequest.served()
        let api = TestAPI(catalogs)
        let before = catalogs.publication.generation
        _ = try await api.send(.put, Self.own, headers: ["If-None-Match": "*"], body: #"{"name": "other"}"#)
        _ = try await api.send(.delete, Self.own, headers: ["If-Match": "\"a\""])
        #expect(catalogs.publication.generation == before)
        let gone = "/v1-catalog/catalogs/no?projectId=1a5"
        #expect(try await api.send(.put, gone, headers: ["If-Match": "*"], body: "{}").status == 412)
        #expect(try await api.send(.delete, gone, headers: ["If-None-Match": "*"]).status == 204)
    }

    @Test("a compressed form's tag names what is there, too")
    func compressed() async throws {
        let api = TestAPI(try await DescribedRequest.served())
        let tag = try await Self.tag(api).replacing("\"", with: "")
        let headers = ["If-Match": "\"\(tag)-gzip\""]
        #expect(try await api.send(.put, Self.own, headers: headers, body: #"{"branch": "b"}"#).status == 200)
    }
}
