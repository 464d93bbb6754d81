import Foundation

/// The credentials file's shape. Its errors name entries by number and keys, never values.
enum CredentialsDocument {
    static let maximumBytes = 1 << 20
    private static let keys = ["prefix", "user", "password", "bearer", "sshKey", "knownHosts", "ca", "proxy"]

    static func read(
        _ json: [UInt8], named name: String
    ) throws(CredentialsError) -> [(prefix: URLPrefix, credential: Credential)] {
        let object = try? JSONSerialization.jsonObject(with: Data(json))
        let list = object as? [Any] ?? (object as? [String: Any])?["credentials"] as? [Any]
        guard let list else {
            throw CredentialsError("\(name) is not a JSON list of credentials: [{\"prefix\": \"https://HOST/\", …}]")
        }
        var entries: [(prefix: URLPrefix, credential: Credential)] = []
        for (index, value) in list.enumerated() {
            let place = "\(name), entry \(index + 1)"
            guard let fields = value as? [String: Any] else { throw CredentialsError("\(place) is no JSON object") }
            entries.append(try entry(fields, place))
        }
        return entries
    }

    private static func entry(
        _ fields: [String: Any], _ place: String
    ) throws(CredentialsError) -> (prefix: URLPrefix, credential: Credential) {
        if let unknown = fields.keys.sorted().first(where: { !keys.contains($0) }) {
            throw CredentialsError(
                "\(place) has an unknown key \"\(unknown.shortened)\"; known are \(keys.joined(separator: ", "))")
        }
        var texts: [String: String] = [:]
        for (key, value) in fields {
            guard let text = value as? String, !text.isEmpty else {
                throw CredentialsError("\(place): \(key) must be a text that is not empty")
            }
            texts[key] = text
        }
        guard let text = texts["prefix"] else { throw CredentialsError("\(place) has no prefix") }
        return (URLPrefix(try prefix(text, place)), try credential(texts, place))
    }

    private static func credential(_ texts: [String: String], _ place: String) throws(CredentialsError) -> Credential {
        var credential = Credential()
        guard (texts["user"] == nil) == (texts["password"] == nil) else {
            throw CredentialsError("\(place) needs both user and password, or neither")
        }
        guard texts["user"] == nil || texts["bearer"] == nil else {
            throw CredentialsError("\(place) has both a password and a bearer token; remove one")
        }
        if let user = texts["user"], let password = texts["password"] {
            credential.basic = EmbeddedCredential(user: user, secret: password)
        }
        credential.bearer = texts["bearer"].map { Secret($0) }
        credential.sshKey = try absolute("sshKey", texts, place)
        credential.knownHosts = try absolute("knownHosts", texts, place)
        credential.ca = try absolute("ca", texts, place)
        if let text = texts["proxy"] {
            guard let proxy = try? ProxyURL(parsing: text) else {
                throw CredentialsError("\(place): write the proxy as http://HOST:PORT")
            }
            credential.proxy = proxy
        }
        return credential
    }

    /// A prefix may end at the host, which a URL may not.
    private static func prefix(_ text: String, _ place: String) throws(CredentialsError) -> RemoteURL {
        let whole = text.hasSuffix("/") ? text + "." : text + "/."
        guard let url = try? RemoteURL(parsing: whole), url.transport != .local, url.credential == nil else {
            throw CredentialsError(
                "\(place): write the prefix as SCHEME://HOST or SCHEME://HOST/PATH, without user:password@")
        }
        return url
    }

    private static func absolute(
        _ key: String, _ texts: [String: String], _ place: String
    ) throws(CredentialsError) -> String? {
        guard let path = texts[key] else { return nil }
        guard path.hasPrefix("/") else { throw CredentialsError("\(place): \(key) must be a whole path") }
        return path
    }
}
