import Encodings
import Crypto
import CryptoExtras

/// Makes private keys. They come from the system's secure generator and never from a run's own, which may have a seed
/// that others know.
enum PrivateKeys {
    /// 4096 bits, PKCS #1.
    static func rsa() -> [UInt8]? {
        let size = _RSA.Signing.KeySize(bitCount: 4096)
        guard let key = try? _RSA.Signing.PrivateKey(keySize: size) else { return nil }
        return pem("RSA PRIVATE KEY", Array(key.derRepresentation))
    }

    /// The curve P-256, as SEC 1 writes it.
    static func ecdsa() -> [UInt8] {
        let key = P256.Signing.PrivateKey()
        let parts = [
            DistinguishedEncoding.integer([1]),
            DistinguishedEncoding.octets(Array(key.rawRepresentation)),
            DistinguishedEncoding.tagged(0, DistinguishedEncoding.curveP256),
            DistinguishedEncoding.tagged(1, DistinguishedEncoding.bits(Array(key.publicKey.x963Representation))),
        ]
        return pem("EC PRIVATE KEY", DistinguishedEncoding.sequence(parts))
    }

    /// 2048 and 256 bits, as OpenSSL writes it.
    static func dsa() -> [UInt8] {
        let group = DSAGroup.published
        let secret = secret(below: group.order)
        let power = ModularPower(modulus: group.modulus.reversed())
            .power(group.generator.reversed(), secret.reversed())
        let numbers: [[UInt64]] = [[0], group.modulus, group.order, group.generator, Array(power.reversed()), secret]
        let parts = numbers.map { DistinguishedEncoding.integer(bytes(of: $0)) }
        return pem("DSA PRIVATE KEY", DistinguishedEncoding.sequence(parts))
    }

    /// A random number from 1 to one less than `limit`, every one as likely as any other.
    private static func secret(below limit: [UInt64]) -> [UInt64] {
        var random = SystemRandomNumberGenerator()
        while true {
            let words = limit.map { _ in random.next() }
            if words.contains(where: { $0 != 0 }), words.lexicographicallyPrecedes(limit) { return words }
        }
    }

    /// The bytes of a number whose highest word is the first.
    private static func bytes(of words: [UInt64]) -> [UInt8] {
        words.flatMap { word in (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    }

    /// The bytes in base64, in lines of 64 characters between a head and a foot.
    private static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        var rest = Base64.encoded(bytes)[...]
        while !rest.isEmpty {
            text += rest.prefix(64) + [UInt8(ascii: "\n")]
            rest = rest.dropFirst(64)
        }
        return text + "-----END \(label)-----\n".utf8
    }
}
