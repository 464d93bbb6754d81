import HTTPTypes

/// Whether a request that may change something comes from a page of another site, as browsers tell it.
///
/// Whatever else sends requests says neither: Rancher's server and its clients, and `curl`. What a browser's page sends across
/// sites always has one of the two headers, and cannot have forged them or those that proxies set.
enum WriteOrigin {
    /// - Throws: ``APIError`` for a write of another site's page.
    static func check(_ request: HTTPRequest) throws(APIError) {
        switch request.method {
        case .get, .head, .options: return
        default: break
        }
        if let site = request.headerFields[.secFetchSite] {
            guard site == "same-origin" || site == "none" else { throw .foreignOrigin }
        } else if let origin = request.headerFields[.origin] {
            guard isOwn(origin, request) else { throw .foreignOrigin }
        }
    }

    private static func isOwn(_ origin: String, _ request: HTTPRequest) -> Bool {
        guard let (scheme, place) = parse(origin) else { return false }
        let headers = request.headerFields
        let port = place.port.map(String.init) ?? usualPort(scheme)
        let hosts = [Substring(request.authority ?? "")] + (headers[.forwardedHost] ?? "").elements
        let forwarded = (headers[.forwardedPort] ?? "").elements.map(String.init)
        let isServed = hosts.contains { text in
            let own = HostAndPort(text.lowercased())
            // A forwarded port counts in place of the host's own, as it does where links start.
            return own.host == place.host && (forwarded.contains(port) || (own.port ?? usualPort(scheme)[...]) == port)
        }
        if isServed { return true }
        guard let (said, own) = (headers[.apiRequestURL] ?? "").elements.first.flatMap(parse) else { return false }
        guard own.host == place.host else { return false }
        if let ownPort = own.port { return ownPort == port }
        // Behind TLS that ends at a proxy, Rancher may know of http only.
        return port == usualPort(said) || scheme == "https" && port == usualPort(scheme)
    }

    private static func usualPort(_ scheme: String) -> String { scheme == "https" ? "443" : "80" }

    private static func parse(_ address: some StringProtocol) -> (scheme: String, place: HostAndPort)? {
        let address = address.lowercased()
        for scheme in ["http", "https"] where address.hasPrefix("\(scheme)://") {
            let rest = address.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" }
            let place = HostAndPort(rest)
            return place.host.isEmpty ? nil : (scheme, place)
        }
        return nil
    }
}
