import Compiler
import Crypto
import Encodings
import JSON

/// Digests as bundles write them.
enum Digest {
    /// `sha256:` and 64 hexadecimal digits, of some bytes.
    static func of(_ bytes: [UInt8]) -> String {
        "sha256:" + Hexadecimal.text(of: SHA256.hash(data: bytes))
    }

    /// The digest of a value's canonical text.
    static func of(_ node: JSONNode) -> String { of(node.canonicalBytes) }
}
