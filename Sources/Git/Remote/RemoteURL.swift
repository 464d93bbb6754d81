/// Where a catalog comes from, without its credentials: those are split off when it is read.
///
/// Understood are a local path (of a bare repository or not, or of a plain folder), `file://`, `git://`, `http://`,
/// `https://`, `ssh://` and the form `user@host:path`.
package struct RemoteURL: Sendable, Hashable {
    /// How the remote is reached.
    package enum Transport: String, Sendable, Hashable {
        /// A folder of this machine: a path or `file://`.
        case local
        /// Git's own protocol, without encryption or login.
        case git
        /// Smart HTTP without encryption.
        case http
        /// Smart HTTP over TLS.
        case https
        /// Git over the system's `ssh`.
        case ssh
    }

    /// How the remote is reached.
    package let transport: Transport
    /// The user to log in as over ssh; nil for every other transport.
    package let user: String?
    /// The host's name or address, lower case, without brackets; empty for a local path.
    package let host: String
    /// The port that was written, if any.
    package let port: Int?
    /// The path, percent-decoded. It starts with `/` except for a relative local path, and over ssh for a path
    /// relative to the login's home folder.
    package let path: String
    /// What stood before the `@`, for every transport but ssh's plain user.
    package let credential: EmbeddedCredential?
    /// The URL as it may be shown: as written, but without user and password (ssh keeps the user).
    package let display: String

    init(
        transport: Transport, user: String?, host: String, port: Int?, path: String, credential: EmbeddedCredential?,
        display: String
    ) {
        self.transport = transport
        self.user = user
        self.host = host
        self.port = port
        self.path = path
        self.credential = credential
        self.display = display
    }

    /// The same place with another credential, for example one that was kept sealed; nil for none.
    package func with(credential: EmbeddedCredential?) -> RemoteURL {
        RemoteURL(
            transport: transport, user: user, host: host, port: port, path: path, credential: credential,
            display: display)
    }

    /// The port that is used: the written one, or the transport's own.
    var effectivePort: Int {
        port ?? [.git: 9418, .http: 80, .https: 443, .ssh: 22][transport] ?? 0
    }

    /// Splits `URL#BRANCH`, as the command line has it, at its last `#`; nil when there is none or nothing after it.
    package static func splitBranch(_ text: String) -> (url: String, branch: String?) {
        guard let hash = text.lastIndex(of: "#") else { return (text, nil) }
        let branch = text[text.index(after: hash)...]
        return (String(text[..<hash]), branch.isEmpty ? nil : String(branch))
    }
}

extension RemoteURL: CustomStringConvertible {
    /// The URL without its credentials.
    package var description: String { display }
}

/// A text is no URL that a catalog can come from.
package struct RemoteURLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to write instead. Never quotes what stands before an `@`.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
