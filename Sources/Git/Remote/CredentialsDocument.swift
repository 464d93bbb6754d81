import Foundation

/// The credentials file's shape. Its errors name entries by number and keys, never values.
enum CredentialsDocument {
    static let maximumBytes = 1 << 20
    private static let keys = ["prefix", "user", "password", "bearer", "sshKey", "knownHosts", "ca", "proxy"]

    static func read(_ json: [UInt8], named name: String) throws(CredentialsError) -> [CredentialsEntry] {
        let object = try? JSONSerialization.jsonObject(with: Data(json))
        let list = object as? [Any] ?? (object as? [String: Any])?["credentials"] as? [Any]
        guard let list else {
            throw CredentialsError("\(name) is not a JSON list of credentials: [{\"prefix\": \"https://HOST/\", …}]")
        }
        return list.enumerated().map { index, value in entry(value, "\(name), entry \(index + 1)") }
    }

    /// An entry, usable or not: one that is not costs no other.
    private static func entry(_ value: Any, _ place: String) -> CredentialsEntry {
        guard let fields = value as? [String: Any] else {
            return CredentialsEntry(
                prefix: nil, credential: .failure(CredentialsError("\(place) is no JSON object")))
        }
        let prefix: Result<URLPrefix, CredentialsError> = Result { () throws(CredentialsError) in
            try self.prefix(fields["prefix"], place)
        }
        let credential: Result<Credential, CredentialsError> = Result { () throws(CredentialsError) in
            let texts = try texts(fields, place)
            _ = try prefix.get()
            return try self.credential(texts, place)
        }
        return CredentialsEntry(prefix: try? prefix.get(), credential: credential)
    }

    private static func texts(_ fields: [String: Any], _ place: String) throws(CredentialsError) -> [String: String] {
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
        return texts
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
    private static func prefix(_ value: Any?, _ place: String) throws(CredentialsError) -> URLPrefix {
        guard let text = value as? String else { throw CredentialsError("\(place) has no prefix") }
        let whole = text.hasSuffix("/") ? text + "." : text + "/."
        guard let url = try? RemoteURL(parsing: whole), url.transport != .local, url.credential == nil else {
            throw CredentialsError(
                "\(place): write the prefix as SCHEME://HOST or SCHEME://HOST/PATH, without user:password@")
        }
        return URLPrefix(url)
    }

    private static func absolute(
        _ key: String, _ texts: [String: String], _ place: String
    ) throws(CredentialsError) -> String? {
        guard let path = texts[key] else { return nil }
        guard path.hasPrefix("/") else { throw CredentialsError("\(place): \(key) must be a whole path") }
        return path
    }
}
