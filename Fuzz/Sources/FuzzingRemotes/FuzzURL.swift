public import Fuzzing
import Git

extension FuzzTarget {
    /// Reads a remote's URL, a proxy's, and a credentials file. Laws: what is shown of a URL is the same place without a
    /// login, and shows none; a port is one.
    public static let url = FuzzTarget("url") { bytes in
        let text = String(decoding: bytes.prefix(5000), as: UTF8.self)
        if let url = try? RemoteURL(parsing: text) { check(url) }
        if let proxy = try? ProxyURL(parsing: text) { law((1...65_535).contains(proxy.port), "no port: \(proxy.port)") }
        let (address, _) = RemoteURL.splitBranch(text)
        law(text.hasPrefix(address), "a URL that is not the text's start")
        let credentials = try? Credentials.parse(bytes, named: "credentials.json")
        if let url = try? RemoteURL(parsing: "https://example.org:8443/a/b.git") { _ = credentials?.match(url) }
    }

    private static func check(_ url: RemoteURL) {
        guard let shown = try? RemoteURL(parsing: url.display) else { return law(false, "what is shown is no URL") }
        law(shown.with(credential: nil).display == url.display, "what is shown is shown otherwise")
        law(
            (shown.transport, shown.host, shown.path, shown.user) == (url.transport, url.host, url.path, url.user)
                && shown.port == url.port, "what is shown is another place")
        law(shown.credential == nil, "what is shown has a login")
        law(url.port.map { (1...65_535).contains($0) } ?? true, "no port")
    }
}
