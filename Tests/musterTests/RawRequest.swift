import Testing

/// Bytes that a client sends on a connection of its own, and what comes back.
struct RawRequest: Sendable, CustomTestStringConvertible {
    /// What is peculiar about it.
    let name: String
    let text: String
    /// The status of each reply, in order. None where the connection ends without one.
    let statuses: [Int]
    /// Whether the connection takes another request afterwards.
    let stays: Bool
    /// The replies that have no body whatever their headers say.
    let areBodiless: Bool

    init(_ name: String, _ text: String, _ statuses: Int..., stays: Bool = true, bodiless: Bool = false) {
        self.name = name
        self.text = text
        self.statuses = statuses
        self.stays = stays
        areBodiless = bodiless
    }

    var testDescription: String { name }

    /// A request of HTTP/1.1 for an address, with some headers more than `Host`.
    static func get(_ path: String, _ headers: String..., method: String = "GET", body: String = "") -> String {
        (["\(method) \(path) HTTP/1.1", "Host: h"] + headers).joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    static let list = "/v1-catalog/templates"
    static let refresh = "/v1-catalog/templates?action=refresh"

    static let all =
        targets + versions + hosts + heads + bodies + smuggling + expectations + pipelines + answers + origins

    private static let targets = [
        RawRequest("a path", get(list), 200),
        RawRequest("a path with a slash at its end", get(list + "/"), 200),
        RawRequest("doubled slashes", get("//v1-catalog//templates"), 200),
        RawRequest("an unknown path", get("/nothing"), 404),
        RawRequest("a path out of the tree", get("/v1-catalog/../../etc/passwd"), 404),
        RawRequest("an encoded path out of the tree", get("/v1-catalog/templates/..%2f..%2fetc%2fpasswd"), 404),
        RawRequest("a percent sign without digits", get("/v1-catalog/templates/%"), 404),
        RawRequest("a zero byte in the path", get("/v1-catalog/templates/%00"), 404),
        RawRequest("UTF-8 in the path", get("/v1-catalog/templates/é"), 400, stays: false),
        RawRequest("an absolute target", get("http://h\(list)"), 200),
        RawRequest("an absolute target of another scheme's letters", get("HTTP://h\(list)"), 200),
        RawRequest("an absolute target of https", get("https://h\(list)"), 200),
        RawRequest("an absolute target without a path", get("http://h"), 200),
        RawRequest("an absolute target with a query only", get("http://h?x=1"), 200),
        RawRequest("an absolute target without a host", get("http:///v1-catalog"), 400, stays: false),
        RawRequest("an absolute target with a user", get("http://u@h/v1-catalog"), 400, stays: false),
        RawRequest("a target of another scheme", get("ftp://h/v1-catalog"), 400, stays: false),
        RawRequest("a relative target", get("v1-catalog"), 400, stays: false),
        RawRequest("no target", "GET  HTTP/1.1\r\nHost: h\r\n\r\n", 400, stays: false),
        RawRequest("the methods of everything", get("*", method: "OPTIONS"), 204, bodiless: true),
        RawRequest("everything by GET", get("*"), 400, stays: false),
        RawRequest("a space in the target", get("/v1-catalog/a b"), 400, stays: false),
        RawRequest("a target that is too long", get("/" + String(repeating: "a", count: 9_000)), 414),
        RawRequest("a query of too many parameters", get("/v1-catalog?" + String(repeating: "a&", count: 65)), 400),
        RawRequest("a query that is not decodable, where it counts for nothing", get(list + "?x=%"), 200),
        RawRequest("an event that is not decodable", get("/v1-catalog/events?since=%"), 400),
        RawRequest("an event that is half decodable", get("/v1-catalog/events?since=%4"), 400),
        RawRequest("an event that is no UTF-8", get("/v1-catalog/events?since=%ff"), 400),
        RawRequest("an event that is none", get("/v1-catalog/events?since=xyz"), 400),
        RawRequest("a fragment", get("/v1-catalog#x"), 404),
    ]

    private static let versions = [
        RawRequest("the protocol of cameras", "GET \(list) RTSP/1.0\r\nHost: h\r\n\r\n", 400, stays: false),
        RawRequest(
            "the protocol of cameras, by its method", "DESCRIBE \(list) RTSP/1.1\r\nHost: h\r\n\r\n", 400, stays: false),
        RawRequest("the protocol of radios", "SOURCE \(list) ICE/1.0\r\nHost: h\r\n\r\n", 400, stays: false),
        RawRequest("lines that end in LF", "GET \(list) HTTP/1.1\nHost: h\n\n", 400, stays: false),
        RawRequest("a tunnel", get("/v1-catalog", method: "CONNECT"), 405, stays: false),
        RawRequest("a tunnel to a host", get("h:80", method: "CONNECT"), 400, stays: false),
        RawRequest("HTTP/1.0", "GET \(list) HTTP/1.0\r\nHost: h\r\n\r\n", 200, stays: false),
        RawRequest("HTTP/1.0 without a host", "GET /healthz HTTP/1.0\r\n\r\n", 200, stays: false),
        RawRequest(
            "HTTP/1.0 that would stay", "GET \(list) HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, stays: false),
        RawRequest("HTTP/1.0 with an answer of unknown length", "GET /metrics HTTP/1.0\r\n\r\n", 200, stays: false),
        RawRequest("HTTP/1.0 with two hosts", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, stays: false),
        RawRequest(
            "HTTP/1.0 with a body", "POST \(refresh) HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}", 204, stays: false),
        RawRequest(
            "HTTP/1.0 with chunks", "POST \(refresh) HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
            stays: false),
        RawRequest("HTTP/1.0 that asks twice", "GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n", 200, stays: false),
        RawRequest("HTTP/0.9", "GET /\r\n", stays: false),
        RawRequest("HTTP/0.9 by name", "GET / HTTP/0.9\r\nHost: h\r\n\r\n", 505, stays: false),
        RawRequest("HTTP/2.0 by name", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505, stays: false),
        RawRequest("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505, stays: false),
        RawRequest("HTTP/3", "GET / HTTP/3\r\nHost: h\r\n\r\n", 505, stays: false),
        RawRequest("a version in small letters", "GET / http/1.1\r\nHost: h\r\n\r\n", 400, stays: false),
        RawRequest("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, stays: false),
        RawRequest("TLS on a plain port", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", 400, stays: false),
        RawRequest("SSH on a plain port", "SSH-2.0-OpenSSH_9.2\r\n", 400, stays: false),
        RawRequest(
            "an upgrade to HTTP/2", get(list, "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"), 200, stays: false),
        RawRequest(
            "an upgrade to web sockets", get(list, "Upgrade: websocket", "Connection: Upgrade"), 200, stays: false),
    ]

    private static let hosts =
        [
            RawRequest("no host", "GET \(list) HTTP/1.1\r\n\r\n", 400, stays: false),
            RawRequest("two hosts", get(list, "Host: h2"), 400, stays: false),
            RawRequest("one host twice", get(list, "Host: h"), 400, stays: false),
            RawRequest("an empty host", "GET \(list) HTTP/1.1\r\nHost:\r\n\r\n", 200),
            RawRequest("a host with a port", "GET \(list) HTTP/1.1\r\nHost: h:8088\r\n\r\n", 200),
            RawRequest("an address of version 6", "GET \(list) HTTP/1.1\r\nHost: [::1]:8088\r\n\r\n", 200),
            RawRequest("a host with a space", "GET \(list) HTTP/1.1\r\nHost: a b\r\n\r\n", 400, stays: false),
            RawRequest("a host with a path", "GET \(list) HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, stays: false),
            RawRequest("a host with a user", "GET \(list) HTTP/1.1\r\nHost: a@b\r\n\r\n", 400, stays: false),
            RawRequest("a list of hosts", "GET \(list) HTTP/1.1\r\nHost: a, b\r\n\r\n", 400, stays: false),
            RawRequest("a host beyond ASCII", "GET \(list) HTTP/1.1\r\nHost: é\r\n\r\n", 400, stays: false),
            RawRequest(
                "a host that is too long",
                "GET \(list) HTTP/1.1\r\nHost: \(String(repeating: "a", count: 5_000))\r\n\r\n",
                431),
            RawRequest("an absolute target with a port beyond all", get("http://h:65536\(list)"), 400, stays: false),
        ]
        + impossible.map {
            RawRequest("the host \($0)", "GET \(list) HTTP/1.1\r\nHost: \($0)\r\n\r\n", 400, stays: false)
        }

    /// What may be no host, however the one who reads it next cuts it.
    private static let impossible = [
        "a:b:c", "[::1", "::1", "h:99999", "h:-1", "h:x", ":80", "[]:80", "[h]x", "*", "a;b",
    ]
}
