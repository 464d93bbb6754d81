/// The bounds on what is read from a remote, a repository or a folder.
public struct GitLimits: Sendable, Hashable, Codable {
    /// Bytes received in one transfer.
    public var transferBytes = 1 << 30
    /// Branches and other references that a remote may have.
    public var references = 500_000
    /// Bytes of the list of references.
    public var referenceBytes = 64 << 20
    /// Bytes that a server says to people while it sends a pack.
    public var messageBytes = 1 << 20

    /// Objects of one pack.
    public var packObjects = 500_000
    /// Bytes of an object that a pack has as the difference from another one, and of that one. Both are held in memory.
    public var deltaBytes = 32 << 20
    /// Bytes of all objects of a pack, unpacked.
    public var unpackedBytes = 4 << 30

    /// Bytes of one file's content.
    public var contentBytes = 64 << 20
    /// Bytes of the contents that a comparison of commits gives.
    public var comparedBytes = 256 << 20
    /// Entries of all trees of one commit, or of one folder.
    public var entries = 750_000
    /// Bytes of the paths of all files of one commit, or of one folder.
    public var pathsBytes = 32 << 20
    /// Bytes of a tree: the names in one folder.
    public var treeBytes = 8 << 20
    /// Folders within each other.
    public var depth = 32
    /// Bytes of one path.
    public var pathBytes = 4096
    /// Packs in a mirror before it is cloned anew, since each fetch adds one.
    public var packs = 200

    /// The limits as they stand above.
    public init() {}
}
