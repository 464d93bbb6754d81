import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Writes of pages, hosts and environments")
struct OriginTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let headers: [String: String]
        let status: Int
        var host = "rancher.example.com"

        var testDescription: String { "\(host) \(headers.sorted { $0.key < $1.key })" }
    }

    private static let refresh = "/v1-catalog/templates?action=refresh"

    @Test(
        "a write of another site's page is refused, every other one is taken",
        arguments: [
            Row(headers: [:], status: 204),
            Row(headers: ["Content-Type": "text/plain"], status: 204),
            Row(headers: ["Sec-Fetch-Site": "same-origin"], status: 204),
            Row(headers: ["Sec-Fetch-Site": "none"], status: 204),
            Row(headers: ["Sec-Fetch-Site": "same-site"], status: 403),
            Row(headers: ["Sec-Fetch-Site": "cross-site"], status: 403),
            Row(headers: ["Sec-Fetch-Site": ""], status: 403),
            Row(headers: ["Sec-Fetch-Site": "cross-site", "Origin": "http://rancher.example.com"], status: 403),
            Row(headers: ["Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"], status: 204),
            Row(headers: ["Origin": "http://rancher.example.com"], status: 204),
            Row(headers: ["Origin": "http://RANCHER.example.com"], status: 204),
            Row(headers: ["Origin": "http://rancher.example.com:80"], status: 204),
            Row(headers: ["Origin": "https://rancher.example.com"], status: 204),
            Row(headers: ["Origin": "http://rancher.example.com:8080"], status: 403),
            Row(headers: ["Origin": "http://rancher.example.com:8080"], status: 204, host: "rancher.example.com:8080"),
            Row(headers: ["Origin": "http://rancher.example.com"], status: 403, host: "rancher.example.com:8080"),
            Row(headers: ["Origin": "http://evil.example"], status: 403),
            Row(headers: ["Origin": "http://rancher.example.com.evil.example"], status: 403),
            Row(headers: ["Origin": "http://evil.example/rancher.example.com"], status: 403),
            Row(headers: ["Origin": "http://rancher.example.com@evil.example"], status: 403),
            Row(headers: ["Origin": "null"], status: 403),
            Row(headers: ["Origin": ""], status: 403),
            Row(headers: ["Origin": "file://"], status: 403),
            Row(headers: ["Origin": "chrome-extension://abc"], status: 403),
            Row(headers: ["Origin": "http://[::1]:8080"], status: 204, host: "[::1]:8080"),
            Row(headers: ["Origin": "http://[::1]"], status: 204, host: "[::1]"),
            Row(headers: ["Origin": "https://ui.example", "X-Forwarded-Host": "ui.example"], status: 204),
            Row(headers: ["Origin": "https://ui.example", "X-Forwarded-Host": "a, ui.example"], status: 204),
            Row(headers: ["Origin": "https://ui.example:8443", "X-Forwarded-Host": "ui.example"], status: 403),
            Row(
                headers: [
                    "Origin": "https://ui.example:8443", "X-Forwarded-Host": "ui.example:8088",
                    "X-Forwarded-Port": "8443",
                ], status: 204),
            Row(
                headers: [
                    "Origin": "https://evil.example:8443", "X-Forwarded-Host": "ui.example:8088",
                    "X-Forwarded-Port": "8443",
                ], status: 403),
            Row(
                headers: ["Origin": "https://ui.example", "X-Forwarded-Port": "443"], status: 204,
                host: "ui.example:8088"),
            Row(
                headers: [
                    "Origin": "https://ui.example:8443", "X-Forwarded-Host": "ui.example", "X-Forwarded-Port": "8443",
                ], status: 204),
            Row(
                headers: [
                    "Origin": "https://ui.example", "X-API-request-url": "https://ui.example/v1-catalog/templates",
                ],
                status: 204),
            // TLS ends at a proxy that does not say so.
            Row(
                headers: [
                    "Origin": "https://ui.example", "X-API-request-url": "http://ui.example/v1-catalog/templates",
                ],
                status: 204),
            Row(
                headers: [
                    "Origin": "http://ui.example", "X-API-request-url": "https://ui.example/v1-catalog/templates",
                ],
                status: 403),
        ])
    func writes(row: Row) async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        let headers = row.headers.merging(["Host": row.host]) { $1 }
        let reply = try await api.send(.post, Self.refresh, headers: headers)
        #expect(reply.status == row.status)
        if row.status == 403 {
            #expect(try reply.json["code"] == .string("foreign-origin"))
            #expect(catalogs.calls.isEmpty, "nothing is done")
        }
        #expect(try await api.send(.get, "/v1-catalog", headers: headers).status == 200, "whoever reads is answered")
    }

    @Test(
        "every method that may change something is guarded",
        arguments: [
            (HTTPRequest.Method.put, "/v1-catalog/catalogs/sample"), (.delete, "/v1-catalog/catalogs/sample"),
            (.post, "/v1-catalog/catalogs"), (.post, "/v1-catalog/upgrades"),
        ])
    func methods(method: HTTPRequest.Method, path: String) async throws {
        let catalogs = SampleCatalogs.load()
        let reply = try await TestAPI(catalogs).send(
            method, path, headers: ["Origin": "http://evil.example", "X-API-Project-Id": "1a5"], body: "{}")
        #expect(reply.status == 403 && catalogs.calls.isEmpty)
    }

    @Test(
        "with hosts that are allowed all others are refused, but for probes",
        arguments: [
            ("a.example", 200), ("A.example", 200), ("a.example:8088", 200), ("b.example:90", 200), ("b.example", 421),
            ("b.example:91", 421), ("127.0.0.1:8088", 421), ("", 421), ("[::1]:8088", 200), ("[::1]", 200),
        ])
    func hosts(host: String, status: Int) async throws {
        let api = TestAPI(SampleCatalogs.load(), allowedHosts: ["a.example", "B.example:90", "[::1]"])
        #expect(try await api.send(.get, "/v1-catalog", headers: ["Host": host]).status == status)
        #expect(try await api.send(.get, "/healthz", headers: ["Host": host]).status == 200)
        #expect(try await api.send(.get, "/readyz", headers: ["Host": host]).status == 200)
    }

    @Test(
        "an environment that is named again is one, two different ones are refused",
        arguments: [
            ("1a5", 200), ("1a5, 1a5", 200), ("1a5,1a5,1a5", 200), (", 1a5", 200), ("1a5, 1a6", 400), ("1a5, 1A5", 400),
        ])
    func environments(header: String, status: Int) async throws {
        let api = TestAPI(InMemoryCatalogs([SampleCatalogs.catalog(environment: "1a5")]))
        let reply = try await api.send(.get, "/v1-catalog/catalogs", headers: ["X-API-Project-Id": header])
        #expect(reply.status == status)
        if status == 200 {
            #expect(try reply.json["data"]?.array?.first?["environmentId"] == .string("1a5"))
        } else {
            #expect(try reply.json["code"] == .string("invalid-environment"))
        }
    }

    @Test("no answer says that a host is reached by TLS only, and what a browser renders is inert")
    func headers() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let browser = ["Accept": "*/*", "User-Agent": "Mozilla/5.0"]
        for path in [
            "/v1-catalog", "/v1-catalog/templates/sample:plain?image", "/v1-catalog/templates/sample:plain?readme",
            "/metrics", "/healthz", "/v1-catalog/openapi.yaml", "/no", "/v1-catalog/catalogs/no",
        ] {
            for headers in [[:], browser] {
                let reply = try await api.send(.get, path, headers: headers)
                #expect(reply.headers[.strictTransportSecurity] == nil)
                #expect(reply.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                let type = reply.headers[.contentType] ?? ""
                if type.hasPrefix("text/html") {
                    let policy = try #require(reply.headers[.contentSecurityPolicy])
                    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                    #expect(reply.headers[.referrerPolicy] == "no-referrer")
                } else if type.hasPrefix("image/svg") {
                    #expect(reply.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
                }
            }
        }
    }
}
