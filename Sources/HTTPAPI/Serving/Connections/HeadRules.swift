import NIOHTTP1

/// What RFC 9112 asks of a request's head beyond what the decoder looks at.
enum HeadRules {
    /// The head as everybody behind takes it: a target of path and query, and at most one host.
    ///
    /// - Throws: ``APIError`` for a head after which nothing on the connection can be trusted.
    static func checked(_ head: HTTPRequestHead) throws(APIError) -> HTTPRequestHead {
        guard head.version.major == 1, head.version.minor < 2 else { throw APIError.unknownVersion }
        let hosts = head.headers["host"]
        guard hosts.count == 1 || hosts.isEmpty && head.version.minor == 0 else {
            throw APIError.malformedRequest("a request has one Host header, and this one has \(hosts.count)")
        }
        guard hosts.allSatisfy({ $0.isEmpty || HostAndPort($0).isPossible }) else {
            throw APIError.malformedRequest("the Host header names no host")
        }
        // The decoder leaves them out of its own rules: chunks came with HTTP/1.1.
        if head.version.minor == 0, head.headers.contains(name: "transfer-encoding") {
            throw APIError.malformedRequest("HTTP/1.0 has no Transfer-Encoding")
        }
        guard head.headers["content-length"].allSatisfy({ Int($0) != nil }) else {
            throw APIError.malformedRequest("the length of the body is beyond all bodies")
        }
        try checkCoding(head)
        try checkExpectation(head)
        return try withPlainTarget(head)
    }

    /// A body comes as it is or in chunks. What says both, or says nothing, is read differently by others on its way.
    private static func checkCoding(_ head: HTTPRequestHead) throws(APIError) {
        let values = head.headers["transfer-encoding"]
        if values.isEmpty { return }
        guard !head.headers.contains(name: "content-length"), values.allSatisfy({ $0.contains { $0 != " " } }) else {
            throw APIError.malformedRequest("the length of the body is not clear")
        }
        let codings = values.flatMap(\.elements).map { $0.lowercased() }
        guard codings.allSatisfy({ $0 == "chunked" }) else { throw APIError.unknownCoding }
        guard codings.count == 1 else { throw APIError.malformedRequest("it is in chunks of chunks") }
    }

    /// Whether the client waits to be told before it sends the body.
    static func expectsContinue(_ head: HTTPRequestHead) -> Bool {
        head.version.minor > 0 && head.headers.contains(name: "expect")
    }

    private static func checkExpectation(_ head: HTTPRequestHead) throws(APIError) {
        // HTTP/1.0 knows no expectations, and they mean nothing there.
        guard head.version.minor > 0 else { return }
        for expectation in head.headers["expect"] where expectation.lowercased() != "100-continue" {
            throw APIError.expectationFailed
        }
    }

    /// The head with the path of an absolute target, which clients send to proxies; the host in it counts.
    private static func withPlainTarget(_ head: HTTPRequestHead) throws(APIError) -> HTTPRequestHead {
        if head.uri.hasPrefix("/") { return head }
        var head = head
        if head.uri == "*", head.method == .OPTIONS {
            head.uri = "/"
            return head
        }
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: { head.uri.lowercased().hasPrefix($0) }) else {
            throw APIError.malformedRequest("the target is neither a path nor an address")
        }
        let rest = head.uri.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        guard HostAndPort(host).isPossible else {
            throw APIError.malformedRequest("the target names no host")
        }
        let target = rest.dropFirst(host.count)
        head.uri = target.hasPrefix("/") ? String(target) : "/\(target)"
        head.headers.replaceOrAdd(name: "Host", value: String(host))
        return head
    }
}
