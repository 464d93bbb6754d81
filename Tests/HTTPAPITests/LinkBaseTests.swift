import Encodings
import Testing

@testable import HTTPAPI

@Suite("Link base")
struct LinkBaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var headers: LinkBase.Headers
        let base: String

        init(_ description: String, _ headers: LinkBase.Headers, _ base: String) {
            (testDescription, self.headers, self.base) = (description, headers, base)
        }
    }

    static let cases = [
        Case("Host", .init(host: "h:81"), "http://h:81"),
        Case("no header at all", .init(), "http://127.0.0.1:8088"),
        Case("a Host that would end a string", .init(host: "h\"><x"), "http://127.0.0.1:8088"),
        Case("a Host with a path", .init(host: "h/evil"), "http://127.0.0.1:8088"),
        Case("forwarded protocol", .init(forwardedProtocol: "https", host: "h"), "https://h"),
        Case("several proxies", .init(forwardedProtocol: "https, http", host: "h"), "https://h"),
        Case("forwarded host alone", .init(forwardedHost: "f", host: "h"), "http://h"),
        Case("forwarded host", .init(forwardedProtocol: "https", forwardedHost: "f", host: "h"), "https://f"),
        Case(
            "forwarded port", .init(forwardedProtocol: "https", forwardedHost: "f:1", forwardedPort: "8443"),
            "https://f:8443"),
        Case(
            "default port", .init(forwardedProtocol: "https", forwardedHost: "f:9", forwardedPort: "443"), "https://f:9"
        ),
        Case(
            "IPv6", .init(forwardedProtocol: "https", forwardedHost: "[::1]:5", forwardedPort: "99"), "https://[::1]:99"
        ),
        Case("no number for a port", .init(forwardedProtocol: "https", forwardedPort: "x", host: "h"), "https://h"),
        Case("another protocol", .init(forwardedProtocol: "javascript", host: "h"), "http://h"),
        Case("request URL", .init(requestURL: "https://r/v1-catalog/templates?x=1", host: "h"), "https://r"),
        Case("request URL with a prefix", .init(requestURL: "https://r/p/v1-catalog/templates"), "https://r/p"),
        Case("request URL of another path", .init(requestURL: "https://r/p/v1-catalog"), "https://r"),
        Case("request URL that is none", .init(requestURL: "not a url", host: "h"), "http://h"),
        Case("request URL of another scheme", .init(requestURL: "javascript:alert(1)", host: "h"), "http://h"),
        Case("request URL without a host", .init(requestURL: "https:///v1-catalog/templates", host: "h"), "http://h"),
    ]

    @Test("the client's own address starts the links", arguments: cases)
    func base(_ row: Case) {
        let base = LinkBase(headers: row.headers, path: "/v1-catalog/templates", fallback: "127.0.0.1:8088")
        #expect(base.text == row.base)
    }

    @Test("what a path may not hold is encoded; * and : are not")
    func encoding() throws {
        #expect(PercentEncoding.encoded("a:b*c:v1.0+x") == "a:b*c:v1.0+x")
        #expect(PercentEncoding.encoded("sp ace/ü%?#") == "sp%20ace%2F%C3%BC%25%3F%23")
        #expect(PercentEncoding.decoded("sp%20ace%2F%C3%BC") == "sp ace/ü")
        #expect(PercentEncoding.decoded("%2") == nil)
        #expect(PercentEncoding.decoded("%zz") == nil)
        #expect(PercentEncoding.decoded("%FF") == nil)
    }
}
