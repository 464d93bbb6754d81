import HTTPTypes
import NIOHTTP1

/// Everything of a `GET` or `HEAD` that the bytes of its answer depend on, as it came: two requests of one key get the
/// same answer. Spelling counts, so that making a key parses nothing.
struct RequestKey: Sendable, Hashable {
    /// Path and query as they stand in the request line.
    private(set) var target = ""
    private(set) var host = ""
    private(set) var environment = ""
    private(set) var requestURL = ""
    private(set) var forwardedProtocol = ""
    private(set) var forwardedHost = ""
    private(set) var forwardedPort = ""
    /// Whether the headers ask for a page rather than JSON.
    private(set) var wantsPage = false
    private(set) var wantsSARIF = false
    private(set) var takesGzip = false

    /// The bytes that the key takes.
    var size: Int {
        [target, host, environment, requestURL, forwardedProtocol, forwardedHost, forwardedPort].reduce(64) {
            $0 + $1.utf8.count
        }
    }

    /// The key of a request as the framework knows it; nil when a header that counts is there twice.
    init?(_ request: HTTPRequest) {
        guard request.method == .get || request.method == .head else { return nil }
        let headers = request.headerFields
        for name in Self.names where headers[values: name].count > 1 { return nil }
        target = request.path ?? ""
        host = request.authority ?? ""
        environment = headers[.projectID] ?? ""
        requestURL = headers[.apiRequestURL] ?? ""
        forwardedProtocol = headers[.forwardedProtocol] ?? ""
        forwardedHost = headers[.forwardedHost] ?? ""
        forwardedPort = headers[.forwardedPort] ?? ""
        wantsPage = ClientRequest.wantsPage(accept: headers[.accept], userAgent: headers[.userAgent])
        wantsSARIF = ClientRequest.wantsSARIF(accept: headers[.accept])
        takesGzip = AcceptedEncoding.allowsGzip(headers[.acceptEncoding])
    }

    /// The shortest request of this key.
    var request: HTTPRequest {
        var request = HTTPRequest(
            method: .get, scheme: "http", authority: host, path: target)
        request.headerFields[.projectID] = environment
        request.headerFields[.apiRequestURL] = requestURL
        request.headerFields[.forwardedProtocol] = forwardedProtocol
        request.headerFields[.forwardedHost] = forwardedHost
        request.headerFields[.forwardedPort] = forwardedPort
        for (name, value) in request.headerFields.map({ ($0.name, $0.value) }) where value.isEmpty {
            request.headerFields[name] = nil
        }
        if wantsPage { request.headerFields[.userAgent] = "Mozilla" }
        let accepted = (wantsPage ? ["*/*"] : []) + (wantsSARIF ? [Answer.ContentType.sarif] : [])
        if !accepted.isEmpty { request.headerFields[.accept] = accepted.joined(separator: ", ") }
        if takesGzip { request.headerFields[.acceptEncoding] = "gzip" }
        return request
    }

    /// The headers that count.
    private static let names: [HTTPField.Name] = [
        .projectID, .apiRequestURL, .forwardedProtocol, .forwardedHost, .forwardedPort, .accept, .userAgent,
        .acceptEncoding,
    ]
}

/// A request as it came from the wire, when an answer that is ready may do for it.
struct PlainRequest {
    private(set) var key: RequestKey
    private(set) var ifNoneMatch: String?
    let isHead: Bool

    /// Reads the head once. Nil for everything out of the ordinary, which takes the long way: other methods and versions,
    /// bodies, ranges, connections that end, and headers that count and are there twice.
    init?(_ head: HTTPRequestHead) {
        guard head.method == .GET || head.method == .HEAD, head.version == .http1_1 else { return nil }
        isHead = head.method == .HEAD
        var reader = HeaderReader()
        for (name, value) in head.headers where !reader.read(name, value) { return nil }
        guard let key = RequestKey(target: head.uri, reader) else { return nil }
        self.key = key
        ifNoneMatch = reader.ifNoneMatch
    }
}

/// The headers that count, gathered in one pass.
private struct HeaderReader {
    var host: String?
    var environment: String?
    var requestURL: String?
    var forwardedProtocol: String?
    var forwardedHost: String?
    var forwardedPort: String?
    var accept: String?
    var userAgent: String?
    var acceptEncoding: String?
    var ifNoneMatch: String?

    /// Takes a header; false when it means the long way.
    mutating func read(_ name: String, _ value: String) -> Bool {
        // The length tells nearly all headers apart, so few are compared.
        switch name.utf8.count {
        case 4 where name.isWord("host"): return set(\.host, value)
        case 5 where name.isWord("range"): return false
        case 6 where name.isWord("accept"): return set(\.accept, value)
        case 6 where name.isWord("expect"): return false
        case 7 where name.isWord("upgrade"): return false
        case 8 where name.isWord("if-match"): return false
        case 10 where name.isWord("user-agent"): return set(\.userAgent, value)
        case 10 where name.isWord("connection"): return value.isWord("keep-alive")
        case 13 where name.isWord("if-none-match"): return set(\.ifNoneMatch, value)
        case 14 where name.isWord("content-length"): return false
        case 15 where name.isWord("accept-encoding"): return set(\.acceptEncoding, value)
        case 16 where name.isWord("x-api-project-id"): return set(\.environment, value)
        case 16 where name.isWord("x-forwarded-host"): return set(\.forwardedHost, value)
        case 16 where name.isWord("x-forwarded-port"): return set(\.forwardedPort, value)
        case 17 where name.isWord("x-api-request-url"): return set(\.requestURL, value)
        case 17 where name.isWord("x-forwarded-proto"): return set(\.forwardedProtocol, value)
        case 17 where name.isWord("transfer-encoding"): return false
        default: return true
        }
    }

    private mutating func set(_ field: WritableKeyPath<Self, String?>, _ value: String) -> Bool {
        guard self[keyPath: field] == nil else { return false }
        self[keyPath: field] = value
        return true
    }
}

extension RequestKey {
    fileprivate init?(target: String, _ headers: HeaderReader) {
        guard let host = headers.host else { return nil }
        self.target = target
        self.host = host
        environment = headers.environment ?? ""
        requestURL = headers.requestURL ?? ""
        forwardedProtocol = headers.forwardedProtocol ?? ""
        forwardedHost = headers.forwardedHost ?? ""
        forwardedPort = headers.forwardedPort ?? ""
        wantsPage = ClientRequest.wantsPage(accept: headers.accept, userAgent: headers.userAgent)
        wantsSARIF = ClientRequest.wantsSARIF(accept: headers.accept)
        takesGzip = AcceptedEncoding.allowsGzip(headers.acceptEncoding)
    }
}
