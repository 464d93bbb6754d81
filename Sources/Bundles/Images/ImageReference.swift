import Compiler

/// An image's name in its parts, by the rules of Docker's command line.
public struct ImageReference: Sendable, Hashable {
    /// The registry: `docker.io` where the name says none.
    public let registry: String
    /// The repository in the registry, as written: `rancher/net`, `alpine`.
    public let repository: String
    /// The tag; nil when there is none, which Docker takes as `latest`.
    public let tag: String?
    /// The digest, `sha256:…`; nil when there is none. Where both are there, it counts and not the tag.
    public let digest: String?

    /// The parts of a name; nil when it has no repository, or holds what no name may hold: an answer that is missing, a blank.
    public init?(parsing name: String) {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"${}\"'<>\\^`|".utf8.contains($0) })
        else { return nil }
        let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        digest = parts.count == 2 ? String(parts[1]) : nil
        var rest = parts[0]
        let slash = rest.firstIndex(of: "/")
        let first = slash.map { rest[..<$0] } ?? ""
        if let slash, first.contains(".") || first.contains(":") || first == "localhost" {
            registry = String(first)
            rest = rest[rest.index(after: slash)...]
        } else {
            registry = "docker.io"
        }
        let colon = rest.lastIndex(of: ":")
        tag = colon.map { String(rest[rest.index(after: $0)...]) }
        repository = colon.map { String(rest[..<$0]) } ?? String(rest)
        guard !repository.isEmpty, tag != "", digest != "" else { return nil }
    }
}
