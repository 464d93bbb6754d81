/// An HTTP proxy: `http://[USER:PASSWORD@]HOST[:PORT]`.
package struct ProxyURL: Sendable, Hashable, CustomStringConvertible {
    /// The proxy's host.
    package let host: String
    /// The proxy's port; 80 unless one was written.
    package let port: Int
    /// The login for the proxy.
    package let credential: EmbeddedCredential?
    /// The URL without its login.
    package var description: String { "http://\(host):\(port)" }

    /// Reads a proxy's URL.
    package init(parsing text: String) throws(RemoteURLError) {
        // A proxy has no path, which the URL of a repository must have.
        let url = try RemoteURL(parsing: text.hasSuffix("/") ? text + "." : text + "/.")
        guard url.transport == .http, url.path == "/." else {
            throw RemoteURLError("write the proxy as http://HOST:PORT")
        }
        (host, port, credential) = (url.host, url.effectivePort, url.credential)
    }
}
