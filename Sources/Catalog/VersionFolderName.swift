import Versions

/// What the name of a version's folder says: a revision, or a version.
enum VersionFolderName: Hashable {
    /// A number, read as Go's `strconv.Atoi` reads it: `00` is 0, and a sign may stand before it.
    case revision(Int)
    /// A strict SemVer with any number of `v` at either end, which the reference trims.
    case version(String)

    /// The meaning of `name`; nil when the reference ignores such a folder.
    init?(_ name: String) {
        if let revision = Int(name) {
            self = .revision(revision)
        } else if SemanticVersion(parsing: Self.trimmed(name)) != nil {
            self = .version(name)
        } else {
            return nil
        }
    }

    private static func trimmed(_ name: String) -> String {
        let bytes = name.utf8.drop { $0 == UInt8(ascii: "v") }
        let last = bytes.lastIndex { $0 != UInt8(ascii: "v") }
        return last.map { String(bytes[...$0]) ?? "" } ?? ""
    }
}
