import Crypto

/// The SHA-256 digest of some bytes.
public func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// The SHA-256 digest of some bytes as 64 hexadecimal digits.
public func sha256Text(_ bytes: [UInt8]) -> String {
    sha256(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
