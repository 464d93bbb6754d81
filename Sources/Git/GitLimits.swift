/// The bounds on what is read from a remote, a repository or a folder.
package struct GitLimits: Sendable, Hashable, Codable {
    /// Bytes received in one transfer.
    package var transferBytes = 1 << 30
    /// Branches and other references that a remote may have.
    package var references = 500_000
    /// Bytes of the list of references.
    package var referenceBytes = 64 << 20
    /// Bytes that a server says to people while it sends a pack.
    package var messageBytes = 1 << 20

    /// Objects of one pack.
    package var packObjects = 500_000
    /// Bytes of an object that a pack has as the difference from another one, and of that one. Both are held in memory.
    package var deltaBytes = 32 << 20
    /// Bytes of all objects of a pack, unpacked.
    package var unpackedBytes = 4 << 30

    /// Bytes of one file's content.
    package var contentBytes = 64 << 20
    /// Bytes of the contents that a comparison of commits gives.
    package var comparedBytes = 256 << 20
    /// Entries of all trees of one commit, or of one folder.
    package var entries = 750_000
    /// Bytes of the paths of all files of one commit, or of one folder.
    package var pathsBytes = 32 << 20
    /// Bytes of a tree: the names in one folder.
    package var treeBytes = 8 << 20
    /// Folders within each other.
    package var depth = 32
    /// Bytes of one path.
    package var pathBytes = 4096
    /// Packs in a mirror before it is cloned anew, since each fetch adds one.
    package var packs = 200

    /// The limits as they stand above.
    package init() {}
}
