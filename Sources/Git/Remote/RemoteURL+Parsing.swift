import Encodings

extension RemoteURL {
    /// The longest URL that is read, in bytes.
    static let maximumLength = 4096

    /// Reads a URL or path.
    package init(parsing text: String) throws(RemoteURLError) {
        try Self.refuseControlCharacters(text)
        try Self.refuseLookalikes(of: text)
        if let separator = text.firstRange(of: "://") {
            self = try Self.parse(
                scheme: text[..<separator.lowerBound].lowercased(), rest: text[separator.upperBound...])
        } else if let colon = Self.scpColon(in: text) {
            self = try Self.parse(host: text[..<colon], scpPath: text[text.index(after: colon)...])
        } else {
            self = try Self.local(path: text, display: text)
        }
    }

    private static func refuseControlCharacters(_ text: String) throws(RemoteURLError) {
        guard !text.isEmpty else { throw RemoteURLError("the URL is empty; write a path or a git URL") }
        guard text.utf8.count <= maximumLength else {
            throw RemoteURLError("the URL is longer than \(maximumLength) bytes")
        }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw RemoteURLError("the URL holds a line break or another control character; remove it")
        }
    }

    private static func parse(scheme: String, rest: Substring) throws(RemoteURLError) -> RemoteURL {
        let transports: [String: Transport] = [
            "git": .git, "http": .http, "https": .https, "ssh": .ssh, "git+ssh": .ssh, "ssh+git": .ssh,
        ]
        if scheme == "file" { return try parse(fileRest: rest) }
        guard let transport = transports[scheme] else {
            // Only a known scheme is quoted: anything else may be a credential in a wrong place.
            let ways = "use a path, file://, git://, http://, https://, ssh:// or git@host:path"
            let isKnown = knownSchemes.contains(scheme)
            throw RemoteURLError(isKnown ? "the scheme \(scheme):// is not supported; \(ways)" : "no git URL; \(ways)")
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var path = try decoded(rest[slash...], transport)
        guard path.utf8.count > 1 else {
            throw RemoteURLError("the URL names no repository; write \(scheme)://HOST/PATH")
        }
        let authority = try Authority(parsing: rest[..<slash], scheme: scheme)
        try refuseLogin(inPath: rest[slash...])
        let written = "\(scheme)://\(authority.display(keepingUser: transport == .ssh))\(rest[slash...])"
        if transport == .ssh, path.hasPrefix("/~") { path.removeFirst() }
        try refuseOption(path)
        return RemoteURL(
            transport: transport, user: transport == .ssh ? authority.user : nil, host: authority.host,
            port: authority.port, path: path, credential: authority.credential(for: transport), display: written)
    }

    private static func decoded(_ path: Substring, _ transport: Transport) throws(RemoteURLError) -> String {
        if transport == .http || transport == .https, path.utf8.contains(where: { $0 == 0x3F || $0 == 0x23 }) {
            throw RemoteURLError("a git URL has no ? or # in its path; give credentials in a credentials file")
        }
        guard let path = PercentEncoding.decoded(path) else {
            throw RemoteURLError("the URL's path has a % that is not followed by two hexadecimal digits")
        }
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw RemoteURLError("the URL's path holds an encoded control character; remove it")
        }
        return path
    }

    private static func parse(fileRest rest: Substring) throws(RemoteURLError) -> RemoteURL {
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard rest[..<slash].isEmpty || rest[..<slash] == "localhost" else {
            throw RemoteURLError("a file:// URL starts with three slashes: file:///PATH")
        }
        return try local(path: try decoded(rest[slash...], .local), display: "file://\(rest[slash...])")
    }

    private static func local(path: String, display: String) throws(RemoteURLError) -> RemoteURL {
        guard !path.isEmpty else { throw RemoteURLError("the URL names no folder; write file:///PATH") }
        try refuseLogin(inFolder: path)
        try refuseOption(path)
        return RemoteURL(
            transport: .local, user: nil, host: "", port: nil, path: path, credential: nil, display: display)
    }

    /// Where `host:path` has its colon; nil for a local path, in which a `/` comes first.
    private static func scpColon(in text: String) -> String.Index? {
        var inBrackets = false
        for index in text.indices {
            switch text[index] {
            case "[": inBrackets = true
            case "]": inBrackets = false
            case "/": if !inBrackets { return nil }
            case ":": if !inBrackets { return index }
            default: continue
            }
        }
        return nil
    }

    private static func parse(host: Substring, scpPath: Substring) throws(RemoteURLError) -> RemoteURL {
        guard !scpPath.hasPrefix(":") else {
            throw RemoteURLError("git's transport helpers (NAME::ADDRESS) are not supported; use a path or a git URL")
        }
        guard !scpPath.isEmpty else { throw RemoteURLError("the URL names no repository; write git@HOST:PATH") }
        let authority = try Authority(parsing: host, scheme: "ssh")
        try refuseLogin(inSCPPath: scpPath, ofHost: authority.user == nil ? authority.host : nil)
        let path = scpPath.hasPrefix("/~") ? String(scpPath.dropFirst()) : String(scpPath)
        try refuseOption(path)
        return RemoteURL(
            transport: .ssh, user: authority.user, host: authority.host, port: nil, path: path,
            credential: authority.credential(for: .ssh),
            display: "\(authority.display(keepingUser: true)):\(scpPath)")
    }

    private static func refuseOption(_ path: String) throws(RemoteURLError) {
        guard !path.hasPrefix("-") else {
            throw RemoteURLError("the path starts with a dash, which programs take for an option; write ./ before it")
        }
    }
}

/// What stands between `://` and the path.
private struct Authority {
    var user: String?
    var secret: String?
    var host: String
    var port: Int?

    init(parsing text: Substring, scheme: String) throws(RemoteURLError) {
        var place = text
        if let at = text.lastIndex(of: "@") {
            (user, secret) = try Self.login(text[..<at])
            place = text[text.index(after: at)...]
        }
        (host, port) = try Self.hostAndPort(place)
        guard !host.isEmpty else { throw RemoteURLError("the URL names no host; write \(scheme)://HOST/PATH") }
        guard host.utf8.allSatisfy(Self.isHostByte), !host.hasPrefix("-") else {
            throw RemoteURLError("the URL's host has a character that no host name has")
        }
        guard user?.hasPrefix("-") != true else {
            throw RemoteURLError("the URL's user starts with a dash, which ssh takes for an option")
        }
        // The user of ssh is shown, and handed to ssh.
        guard !scheme.contains("ssh") || user?.utf8.allSatisfy(Self.isUserByte) != false else {
            throw RemoteURLError("the URL's user has a character that no user of ssh has; write git@HOST:PATH")
        }
    }

    private static func login(_ text: Substring) throws(RemoteURLError) -> (user: String, secret: String?) {
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let user = PercentEncoding.decoded(text[..<colon])
        let secret = colon == text.endIndex ? "" : PercentEncoding.decoded(text[text.index(after: colon)...])
        guard let user, let secret, !(user + secret).utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw RemoteURLError("the URL's user or password has a % that must be written %25")
        }
        return (user, colon == text.endIndex ? nil : secret)
    }

    private static func hostAndPort(_ text: Substring) throws(RemoteURLError) -> (String, Int?) {
        var host = text
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if !rest.isEmpty { port = rest.hasPrefix(":") ? rest.dropFirst() : "?" }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port), (1...65535).contains(number)
        else { throw RemoteURLError("the URL's port is not a number from 1 to 65535") }
        return (host.lowercased(), number)
    }

    /// What a user of ssh may have: a separator may stand before a password.
    private static func isUserByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        default: "._~+-\\".utf8.contains(byte)
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x3A, 0x5F: true
        default: byte >= 0x80
        }
    }

    /// A plain ssh user is part of the address; anything else is a credential.
    func credential(for transport: RemoteURL.Transport) -> EmbeddedCredential? {
        guard let user, transport != .ssh || secret != nil else { return nil }
        return EmbeddedCredential(user: user, secret: secret ?? "")
    }

    func display(keepingUser: Bool) -> String {
        let shown = keepingUser ? user.map { "\($0)@" } ?? "" : ""
        return shown + (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }
}
