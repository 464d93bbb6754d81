/// Passwords in places where no form of a URL has them: the path is stored, shown and handed to `ssh`, so that what looks like
/// a login in it is refused. No message quotes any of the text.
extension RemoteURL {
    /// The schemes that people write, supported or not.
    static let knownSchemes: Set<String> = [
        "file", "ftp", "ftps", "git", "git+http", "git+https", "git+ssh", "hg", "http", "https", "rsync", "scp", "sftp",
        "ssh", "ssh+git", "svn", "svn+ssh",
    ]

    /// Whether a text may have `user:password@` in it: an `@` somewhere behind a `:`, each as it is or percent-encoded,
    /// however often.
    package static func mayHoldLogin(_ text: some StringProtocol) -> Bool {
        let bytes = withoutEscapes(text)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return bytes[colon...].contains(UInt8(ascii: "@"))
    }

    /// Refuses what looks like a colon, an at sign or a dot and is another letter: others on the way may take it for one.
    static func refuseLookalikes(of text: String) throws(RemoteURLError) {
        guard
            !text.unicodeScalars.contains(where: {
                "\u{FF1A}\u{FE55}\u{FE13}\u{FF20}\u{FE6B}\u{3002}\u{FF0E}\u{FF61}".unicodeScalars.contains($0)
            })
        else { throw RemoteURLError("the URL has a letter that looks like :, @ or . and is none; write the plain one") }
    }

    /// Refuses a path behind `scheme://host` that has the rest of a login in it, as in `https://bot:pass/word@host/x`.
    static func refuseLogin(inPath path: Substring) throws(RemoteURLError) {
        guard !path.utf8.contains(UInt8(ascii: "@")), !mayHoldLogin(path) else {
            throw RemoteURLError(
                "the URL has an @ behind its host; write %40 for it in a path, and %2F for a / in a password")
        }
    }

    /// Refuses a path behind `host:` that has the rest of a login in it, as in `bot:password@host/x`, and a scheme in the
    /// host's place, as in `https:/bot:password@host/x`.
    static func refuseLogin(inSCPPath path: Substring, ofHost host: String?) throws(RemoteURLError) {
        if let host, knownSchemes.contains(host) {
            throw RemoteURLError("the URL has a scheme without two slashes behind its colon; write SCHEME://HOST/PATH")
        }
        guard !withoutEscapes(path).contains(UInt8(ascii: "@")) else {
            throw RemoteURLError("the URL has an @ behind its first colon; write git@HOST:PATH or SCHEME://HOST/PATH")
        }
    }

    /// Refuses a folder's path that looks like a URL whose scheme is missing or misspelt, as in `token@host/x`.
    static func refuseLogin(inFolder path: String) throws(RemoteURLError) {
        guard !mayHoldLogin(path) else {
            throw RemoteURLError("the path has a : and an @ behind it, as a login has; write SCHEME://HOST/PATH")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isBare = path.hasPrefix("//") || ![".", "..", ""].contains(parts[0])
        let first = parts.first { !$0.isEmpty } ?? ""
        let hosts = knownSchemes.contains(first.lowercased()) ? path[...] : first
        guard !isBare || !withoutEscapes(hosts).contains(UInt8(ascii: "@")) else {
            throw RemoteURLError(
                "the path begins like a host with a login; write SCHEME://HOST/PATH, or ./ for a folder")
        }
    }

    /// The text's bytes with `:`, `@` and `%` in place of their percent-encoded forms, and of those' own.
    private static func withoutEscapes(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            bytes.append(byte)
            guard bytes.count > 2, bytes[bytes.count - 3] == UInt8(ascii: "%") else { continue }
            let plain: UInt8
            switch (bytes[bytes.count - 2], byte) {
            case (UInt8(ascii: "2"), UInt8(ascii: "5")): plain = UInt8(ascii: "%")
            case (UInt8(ascii: "3"), UInt8(ascii: "A")), (UInt8(ascii: "3"), UInt8(ascii: "a")):
                plain = UInt8(ascii: ":")
            case (UInt8(ascii: "4"), UInt8(ascii: "0")): plain = UInt8(ascii: "@")
            default: continue
            }
            bytes.replaceSubrange((bytes.count - 3)..., with: CollectionOfOne(plain))
        }
        return bytes
    }
}
