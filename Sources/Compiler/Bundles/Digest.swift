import Crypto
import JSON

/// Digests as bundles write them.
enum Digest {
    /// `sha256:` and 64 hexadecimal digits, of some bytes.
    static func of(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "sha256:" + String(decoding: hex, as: UTF8.self)
    }

    /// The digest of a value's canonical text.
    static func of(_ node: JSONNode) -> String { of(node.canonicalBytes) }
}
