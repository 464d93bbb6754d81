/// What the file says about the remotes below one prefix.
struct CredentialsEntry: Sendable {
    /// Nil when the entry does not say it in a form that can be used.
    let prefix: URLPrefix?
    let credential: Result<Credential, CredentialsError>
}

/// The start of a URL, cut into whole parts.
struct URLPrefix: Sendable {
    private let url: RemoteURL
    private let parts: [Substring]

    /// How near the prefix is: more parts of the path, then a user, make it nearer.
    var length: Int { parts.count * 2 + (url.user == nil ? 0 : 1) }

    init(_ url: RemoteURL) {
        self.url = url
        parts = Self.parts(of: url)
    }

    func matches(_ other: RemoteURL) -> Bool {
        guard url.transport == other.transport, url.host == other.host, url.effectivePort == other.effectivePort,
            url.user == nil || url.user == other.user
        else { return false }
        let others = Self.parts(of: other)
        // A path that climbs could leave what the prefix means.
        guard !others.contains(".."), others.count >= parts.count else { return false }
        return zip(parts, others).allSatisfy { $0 == $1 || "\($0).git" == $1 }
    }

    private static func parts(of url: RemoteURL) -> [Substring] {
        url.path.split(separator: "/").filter { $0 != "." }
    }
}
