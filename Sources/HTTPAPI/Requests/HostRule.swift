/// Which hosts clients may ask for: what a browser is led to under another name (DNS rebinding) reads nothing then.
enum HostRule {
    /// Whether the host of a request is one of those that are allowed, with its port or without; any when there are none.
    static func allows(_ host: String, _ allowed: [String]) -> Bool {
        if allowed.isEmpty { return true }
        let host = host.lowercased()
        let name = HostAndPort(host).host
        return allowed.contains { $0.lowercased() == host || $0.lowercased() == name }
    }
}
