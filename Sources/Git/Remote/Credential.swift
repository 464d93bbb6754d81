/// What is used to reach one remote: logins, trust, and a proxy. Every text but paths is a secret.
package struct Credential: Sendable, Hashable {
    /// User and password for HTTP basic authentication.
    package var basic: EmbeddedCredential?
    /// A bearer token for HTTP.
    package var bearer: Secret?
    /// The path of a private key file for ssh; only this key is offered then.
    package var sshKey: String?
    /// The path of a `known_hosts` file for ssh; only this file is read then.
    package var knownHosts: String?
    /// The path of a PEM file with the certificate authorities to trust instead of the system's.
    package var ca: String?
    /// An HTTP proxy, which must allow `CONNECT` to the remote's port.
    package var proxy: ProxyURL?

    /// A credential with nothing in it.
    package init() {}

    /// This one with the URL's own `user:password@`, which is nearer than what a file says.
    func merged(with embedded: EmbeddedCredential?) -> Credential {
        guard let embedded else { return self }
        var merged = self
        if embedded.secret.reveal().isEmpty, let basic, basic.user == embedded.user { return self }
        merged.basic = embedded
        merged.bearer = nil
        return merged
    }

    /// Every text that must not appear in a message. A user's name only where it stands alone, as a token does:
    /// hiding a name such as `git` would make holes in harmless words.
    var secrets: [String] {
        let known = [basic, proxy?.credential].compactMap { $0 }
        let logins = known.map { $0.secret.reveal().isEmpty ? $0.user.reveal() : $0.secret.reveal() }
        // As headers have them: a remote may say what it was sent.
        return logins + known.map(\.header) + [bearer?.reveal()].compactMap { $0 }
    }
}
