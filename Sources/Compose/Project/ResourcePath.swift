/// Paths within a version's folder, as Go's `path` package cleans them.
enum ResourcePath {
    /// A path that another file names, from the version's folder; nil when it is absolute or leads outside.
    static func resolve(_ path: String, from file: String) -> String? {
        guard path.utf8.first != UInt8(ascii: "/") else { return nil }
        let resolved = join(folder(of: file), path)
        let escapes = resolved == ".." || resolved.hasPrefix("../") || resolved.hasPrefix("/")
        return escapes ? nil : resolved
    }

    /// `path.Dir`.
    static func folder(of file: String) -> String {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return clean(String(file[..<slash]))
    }

    /// `path.Join`.
    static func join(_ folder: String, _ path: String) -> String {
        clean(folder.isEmpty ? path : path.isEmpty ? folder : folder + "/" + path)
    }

    /// `path.Clean`.
    static func clean(_ path: String) -> String {
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isRooted {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isRooted ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// Whether a build's context is an address rather than a folder.
    static func isRemote(_ context: String) -> Bool {
        ["http://", "https://", "git://", "github.com/", "git@"].contains { context.hasPrefix($0) }
    }
}
