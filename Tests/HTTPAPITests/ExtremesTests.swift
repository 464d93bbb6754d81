import Diagnostics
import Encodings
import HTTPTypes
import MusterTesting
import NIOCore
import NIOHTTP1
import Service
import Testing

@testable import HTTPAPI

/// What clients send that no client should.
@Suite("Extremes of requests")
struct ExtremesTests {
    static let readers = [
        ForeignReader("ranges", ["bytes=0-9", "bytes=-5", "bytes=9223372036854775807-"]) { text in
            for size in [0, 1, 10] {
                let answer = Answer(kept: [UInt8](repeating: 1, count: size), contentType: "text/plain")
                let part = ByteRange.apply([.range: text], to: answer)
                #expect(part.body.readableBytes <= max(size, 500))
            }
        },
        ForeignReader("queries", ["a=%41&b=c+d&limit=10", "limit=-1&marker=a&sort=name&order=desc&name_like=%25a%25"]) {
            text in
            let query = try RequestQuery(text, limit: 64)
            _ = query.changing(["limit": "1", "a": nil])
            let page = ListPage(query)
            #expect(page.limit.map { (1...ListPage.largest).contains($0) } ?? true)
            _ = TemplateFilter(query)
        },
        ForeignReader("limits and waits", ["0", "60", "61"]) { text in
            let query = "limit=\(text)&since=\(text)&wait=\(text)"
            let request = HTTPRequest(method: .get, scheme: "http", authority: "h", path: "/v1-catalog/events?\(query)")
            let client = try ClientRequest(request, limits: APILimits(), fallbackHost: "h")
            let events = try EventQuery(client, limits: APILimits())
            #expect((0...60).contains(events.wait))
        },
        ForeignReader("patterns of names", ["a%b%%c", "%", "É%"]) { text in
            _ = NamePattern(text).matches("abc")
            _ = NamePattern("%a%a%b").matches(text)
            _ = NamePattern(text).matches(text)
        },
        ForeignReader("encodings", ["gzip;q=0.5, *;q=0", "identity, x-gzip ; q=1"]) {
            _ = AcceptedEncoding.allowsGzip($0)
        },
        ForeignReader("tags", ["W/\"a\", \"b\"", "*"]) { _ = Answer.matches($0, "\"b\"") },
        ForeignReader(
            "paths", ["/v1-catalog/templates/a:infra*b:0", "/v1-catalog/catalogs/%C3%A9/findings", "//healthz/"]
        ) {
            _ = PathPattern.names(in: $0)
            _ = PercentEncoding.decoded($0, plusIsSpace: true).map(PercentEncoding.encoded)
        },
        ForeignReader("proxies", ["https://rancher.example:8443/v2/catalogs/a?b", "[::1]:8080", "http", "65535"]) {
            text in
            for headers in [
                LinkBase.Headers(requestURL: text), LinkBase.Headers(forwardedProtocol: "https", forwardedHost: text),
                LinkBase.Headers(forwardedProtocol: text, forwardedPort: text),
                LinkBase.Headers(forwardedProtocol: "http", forwardedPort: text, host: "[::1]:80"),
                LinkBase.Headers(host: text),
            ] {
                _ = LinkBase(headers: headers, path: text, fallback: "h")
            }
        },
        ForeignReader("heads", ["GET /healthz?a=b", "*", "/"]) { text in
            for name in ["Host", "Range", "If-None-Match", "Accept", "User-Agent", "X-API-request-url", "Connection"] {
                let head = HTTPRequestHead(
                    version: .http1_1, method: .GET, uri: text, headers: ["Host": "h", name: text, name + "x": text])
                _ = PlainRequest(head)?.key.size
            }
            let request = HTTPRequest(method: .get, scheme: "http", authority: text, path: text)
            _ = RequestKey(request)
            _ = try ClientRequest(request, limits: APILimits(), fallbackHost: "h").links
            _ = RequestID.next(following: text)
        },
        ForeignReader(
            "bodies",
            [
                "{\"answers\": {\"A\": 1e400, \"B\": true}, \"context\": {\"stackName\": \"a\"}, \"lenient\": false}",
                "[1]",
            ],
            bytes: { bytes in
                _ = try? CatalogRequest(json: bytes)
                let body = try JSONBody(bytes)
                _ = try CompileRequest(body, stackName: "a", rancherVersion: "", limits: APILimits())
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }

    @Test("every second has a date")
    func dates() {
        for second in Extremes.integers { #expect(!DateLine.bytes(at: second).isEmpty) }
    }

    @Test(
        "an answer comes back for extreme parameters of every list",
        arguments: ["templates", "templateversions", "events"])
    func lists(name: String) async throws {
        let api = TestAPI(SampleCatalogs.many(3))
        var count = 0
        for number in Extremes.numbers {
            let value = PercentEncoding.encoded(number)
            for query in [
                "limit=\(value)", "limit=1&marker=\(value)", "since=\(value)&wait=0", "limit=\(value)&marker=many:a",
            ] {
                if name == "events", !query.hasPrefix("since") { continue }
                let reply = try await api.send(.get, "/v1-catalog/\(name)?\(query)")
                #expect([200, 400, 404, 422].contains(reply.status), "\(query)")
                count += 1
            }
        }
        print("extremes of the list \(name): \(count) requests")
    }
}
