import Encodings

/// The identity of a file's content or of a folder: git's object id, 20 bytes.
public struct ContentID: Sendable, Hashable {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// The id with these 20 bytes; nil for any other number of them.
    public init?(bytes: [UInt8]) {
        let id = bytes.withUnsafeBytes { Self(bytes: $0) }
        guard let id else { return nil }
        self = id
    }

    /// The id with these 20 bytes; nil for any other number of them.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 20 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// The id spelled as 40 hexadecimal digits; nil for anything else.
    public init?(hex: some StringProtocol) {
        let digits = hex.utf8.compactMap(Hexadecimal.value)
        guard digits.count == 40, hex.utf8.count == 40 else { return nil }
        self.init(bytes: stride(from: 0, to: 40, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// The 20 bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(20)
        withUnsafeBytes(of: high.bigEndian) { out.append(contentsOf: $0) }
        withUnsafeBytes(of: middle.bigEndian) { out.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { out.append(contentsOf: $0) }
        return out
    }

    /// The 40 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(of: bytes) }
}

extension ContentID: CustomStringConvertible {
    /// The 40 hexadecimal digits.
    public var description: String { hex }
}
