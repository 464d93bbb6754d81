import Foundation

/// The operator's credentials file: what to use for which remotes.
///
/// A JSON list (or an object with the list under `credentials`) of entries such as
/// `{"prefix": "https://git.example.org/team", "user": "ci", "password": "…", "ca": "/etc/muster/ca.pem"}`. Besides
/// `user` and `password` an entry may have `bearer`, `sshKey`, `knownHosts`, `ca` and `proxy`.
public struct Credentials: Sendable {
    private let entries: [(prefix: URLPrefix, credential: Credential)]

    /// No credentials at all.
    public static let none = Credentials(entries: [])

    private init(entries: [(prefix: URLPrefix, credential: Credential)]) {
        self.entries = entries
    }

    /// Reads a file, which only its owner may be able to read.
    public static func load(path: String) throws(CredentialsError) -> Credentials {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else {
            throw CredentialsError(
                "the credentials file \(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CredentialsError("the credentials file \(path) is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw CredentialsError(
                "the credentials file \(path) can be read or written by others than its owner; run: chmod 600 \(path)")
        }
        guard status.st_size <= CredentialsDocument.maximumBytes, let data = try? file.readToEnd() ?? Data() else {
            throw CredentialsError(
                "the credentials file \(path) is larger than \(CredentialsDocument.maximumBytes) bytes, or unreadable")
        }
        return try parse(Array(data), named: path)
    }

    /// Reads the file's text; `name` stands in errors.
    static func parse(_ json: [UInt8], named name: String) throws(CredentialsError) -> Credentials {
        Credentials(entries: try CredentialsDocument.read(json, named: name))
    }

    /// What the file has for a URL: the entry with the longest matching prefix. A prefix matches whole hosts and
    /// whole parts of the path, so `https://host/a` is no prefix of `https://host/ab` or of `https://host.evil/a`.
    public func match(_ url: RemoteURL) -> Credential? {
        entries.filter { $0.prefix.matches(url) }.max { $0.prefix.length < $1.prefix.length }?.credential
    }
}

/// The credentials file cannot be used.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to do; never a text of the file but its keys.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
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
