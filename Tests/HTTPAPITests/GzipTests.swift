import Foundation
import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Compressed answers")
struct GzipTests {
    private static let path = "/v1-catalog/templates"

    private static func unzipped(_ bytes: [UInt8]) throws -> [UInt8] {
        Array(try Command.run("gzip", ["-dc"], input: Data(bytes)))
    }

    @Test("a client that takes gzip gets the same body compressed, with a tag of its own")
    func compressed() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let plain = try await api.send(.get, Self.path)
        let reply = try await api.send(.get, Self.path, headers: ["Accept-Encoding": "gzip, deflate"])
        #expect(reply.status == 200 && reply.headers[.contentEncoding] == "gzip")
        #expect(reply.body.count < plain.body.count / 2)
        #expect(try Self.unzipped(reply.body) == plain.body)
        #expect(reply.headers[.vary] == "Accept-Encoding" && plain.headers[.vary] == "Accept-Encoding")
        let tag = try #require(reply.headers[.eTag])
        #expect(tag != plain.headers[.eTag])
        let again = try await api.send(
            .get, Self.path, headers: ["Accept-Encoding": "gzip", "If-None-Match": tag])
        #expect(again.status == 304 && again.body.isEmpty && again.headers[.eTag] == tag)
        let head = try await api.send(.head, Self.path, headers: ["Accept-Encoding": "gzip"])
        #expect(head.headers[.contentLength] == String(reply.body.count) && head.body.isEmpty)
    }

    @Test("the same body compresses to the same bytes")
    func reproducible() async throws {
        let headers = ["Accept-Encoding": "gzip"]
        let first = try await TestAPI(SampleCatalogs.load()).send(.get, Self.path, headers: headers)
        let second = try await TestAPI(SampleCatalogs.load()).send(.get, Self.path, headers: headers)
        #expect(first.body == second.body)
    }

    @Test("short bodies and errors are sent as they are")
    func small() async throws {
        let api = TestAPI(SampleCatalogs.load())
        for path in ["/healthz", "/v1-catalog/templates/sample:none", "/v1-catalog"] {
            let reply = try await api.send(.get, path, headers: ["Accept-Encoding": "gzip"])
            #expect(reply.headers[.contentEncoding] == nil, "\(path)")
        }
    }

    @Test(
        "what the header allows",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("x-gzip", true), ("deflate, gzip;q=0.5", true), ("GZIP", true),
            ("gzip;q=0", false), ("gzip; q=0.000, *", false), ("*", true), ("*;q=0", false), ("identity", false),
            ("br", false),
            ("gzipped", false), (" gzip ; q=1 ", true),
        ] as [(String?, Bool)])
    func accepted(header: String?, expected: Bool) {
        #expect(AcceptedEncoding.allowsGzip(header) == expected)
    }
}
