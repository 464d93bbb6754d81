import Catalog
import Crypto

/// Ids as git makes them, without a repository: a digest of kind, size and bytes.
struct GitObjectHash {
    /// What an object is.
    enum Kind: String {
        case blob, tree
    }

    private var digest = Insecure.SHA1()

    /// Begins with an object of so many bytes.
    init(_ kind: Kind, size: Int) {
        digest.update(data: Array("\(kind.rawValue) \(size)\0".utf8))
    }

    /// Takes the next bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) { digest.update(bufferPointer: bytes) }

    /// The id, after all bytes.
    func id() -> ContentID? { digest.finalize().withUnsafeBytes { ContentID(bytes: $0) } }

    static func of(_ bytes: [UInt8], _ kind: Kind) -> ContentID? {
        var hash = GitObjectHash(kind, size: bytes.count)
        bytes.withUnsafeBytes { hash.add($0) }
        return hash.id()
    }
}
