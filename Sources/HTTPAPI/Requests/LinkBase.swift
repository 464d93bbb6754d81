/// Where links start: the address at which the client reached the service, however many proxies are between.
///
/// `X-API-request-url` says the whole address; else `X-Forwarded-Proto`, with `X-Forwarded-Host` and `-Port`; else
/// `Host`. What cannot start a link (no http address, or characters that no address has) counts as absent.
struct LinkBase: Sendable, Hashable {
    /// The scheme, host and port, and the prefix that a proxy serves under; no slash at the end.
    let text: String
    /// The address of the request itself, without its query.
    let requestURL: String

    /// The headers that say where the client is.
    struct Headers: Sendable, Hashable {
        var requestURL = ""
        var forwardedProtocol = ""
        var forwardedHost = ""
        var forwardedPort = ""
        var host = ""
    }

    /// The base of links in an answer.
    ///
    /// - Parameters:
    ///   - headers: as the client and the proxies sent them.
    ///   - path: the request's path as it stands in the request line.
    ///   - fallback: the host, with its port, when no header names one.
    init(headers: Headers, path: String, fallback: String) {
        if let url = Self.firstElement(headers.requestURL).split(separator: "?").first.map(String.init),
            let origin = Self.origin(of: url)
        {
            requestURL = url
            text = Self.prefix(of: url, before: path) ?? origin
            return
        }
        let host = Self.usable(headers.host) ?? fallback
        text = Self.forwarded(headers, host: host) ?? "http://\(host)"
        requestURL = text + path
    }

    private static func forwarded(_ headers: Headers, host: String) -> String? {
        let scheme = firstElement(headers.forwardedProtocol).lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let named = usable(firstElement(headers.forwardedHost)) ?? host
        let port = firstElement(headers.forwardedPort)
        // The reference drops both default ports, whichever scheme they belong to.
        guard port != "80", port != "443", let number = UInt16(port), number > 0 else { return "\(scheme)://\(named)" }
        return "\(scheme)://\(HostAndPort(named).host):\(number)"
    }

    /// The address before the request's own path, where a proxy serves under a prefix of its own.
    private static func prefix(of url: String, before path: String) -> String? {
        guard path.utf8.count > 1, url.hasSuffix(path) else { return nil }
        return String(url.dropLast(path.count))
    }

    private static func origin(of url: String) -> String? {
        for scheme in ["http://", "https://"] where url.hasPrefix(scheme) {
            let host = url.dropFirst(scheme.count).prefix { $0 != "/" }
            guard url.utf8.allSatisfy(isAddressByte), usable(String(host)) != nil else { return nil }
            return scheme + host
        }
        return nil
    }

    /// The first of several values that proxies have appended to one header.
    private static func firstElement(_ value: String) -> String {
        value.split(separator: ",").first.map { String($0.trimmed) } ?? ""
    }

    private static func usable(_ host: String) -> String? {
        let isPlain = host.utf8.allSatisfy { isAddressByte($0) && !"/@?#".utf8.contains($0) }
        return host.isEmpty || !isPlain ? nil : host
    }

    /// What may stand in an address: printable ASCII, without what ends an attribute, a string or a tag.
    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"'<>\\^`{|}".utf8.contains(byte)
    }
}
