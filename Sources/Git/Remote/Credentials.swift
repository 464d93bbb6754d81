import Foundation

/// The operator's credentials file: what to use for which remotes.
///
/// A JSON list (or an object with the list under `credentials`) of entries such as
/// `{"prefix": "https://git.example.org/team", "user": "ci", "password": "…", "ca": "/etc/muster/ca.pem"}`. Besides
/// `user` and `password` an entry may have `bearer`, `sshKey`, `knownHosts`, `ca` and `proxy`.
package struct Credentials: Sendable {
    private let entries: [CredentialsEntry]

    /// No credentials at all.
    package static let none = Credentials(entries: [])

    private init(entries: [CredentialsEntry]) {
        self.entries = entries
    }

    /// Reads a file, which only its owner may be able to read. An entry that cannot be used is among ``troubles``.
    ///
    /// - Throws: ``CredentialsError`` when nothing of the file can be used.
    package static func read(path: String) throws(CredentialsError) -> Credentials {
        // Not blocking, because a pipe would wait for its writer.
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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
        let limit = CredentialsDocument.maximumBytes
        guard let data = try? file.read(upToCount: limit + 1) ?? Data(), data.count <= limit else {
            throw CredentialsError("the credentials file \(path) is larger than \(limit) bytes, or unreadable")
        }
        return try parse(Array(data), named: path)
    }

    /// Reads a file like ``read(path:)``, and refuses it when one entry cannot be used.
    package static func load(path: String) throws(CredentialsError) -> Credentials {
        let credentials = try read(path: path)
        if let trouble = credentials.troubles.first { throw trouble.error }
        return credentials
    }

    /// Reads the file's text; `name` stands in errors.
    package static func parse(_ json: [UInt8], named name: String) throws(CredentialsError) -> Credentials {
        Credentials(entries: try CredentialsDocument.read(json, named: name))
    }

    /// The entries that cannot be used, by number from 1, and why.
    package var troubles: [(entry: Int, error: CredentialsError)] {
        entries.enumerated().compactMap { index, entry in
            if case .failure(let error) = entry.credential { (index + 1, error) } else { nil }
        }
    }

    /// What the file has for a URL: the entry with the longest matching prefix. A prefix matches whole hosts and
    /// whole parts of the path, so `https://host/a` is no prefix of `https://host/ab` or of `https://host.evil/a`.
    ///
    /// - Throws: ``CredentialsError`` when that entry cannot be used: nothing else is sent in its place.
    package func credential(for url: RemoteURL) throws(CredentialsError) -> Credential? {
        try nearest(to: url)?.credential.get()
    }

    /// Like ``credential(for:)``, and nil also for an entry that cannot be used.
    package func match(_ url: RemoteURL) -> Credential? {
        try? nearest(to: url)?.credential.get()
    }

    /// Why it is not known whether the file has something for a URL: an entry does not say for which remotes it is, and no other
    /// is for this one.
    package func uncertainty(about url: RemoteURL) -> CredentialsError? {
        guard nearest(to: url) == nil else { return nil }
        return entries.lazy.compactMap { entry -> CredentialsError? in
            if entry.prefix == nil, case .failure(let error) = entry.credential { error } else { nil }
        }.first
    }

    private func nearest(to url: RemoteURL) -> CredentialsEntry? {
        entries.filter { $0.prefix?.matches(url) ?? false }.max { ($0.prefix?.length ?? 0) < ($1.prefix?.length ?? 0) }
    }
}
