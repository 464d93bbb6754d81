/// The text of one JSON string, made piece by piece of bytes that come in pieces and need not be valid UTF-8.
///
/// All pieces together are what ``JSONWriter/string(utf8:)`` writes of all the bytes, without the quotes. Each piece is valid
/// UTF-8 by itself.
public struct JSONTextPieces: Sendable {
    /// The beginning of a character that the bytes so far ended in.
    private var rest: [UInt8] = []

    /// A text of which nothing has come yet.
    public init() {}

    /// Appends the text of further bytes.
    public mutating func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        let all = rest.isEmpty ? bytes : rest + bytes
        let end = Self.lastBoundary(in: all)
        rest = Array(all[end...])
        Self.append(all[..<end], to: &output)
    }

    /// Appends the text of what is left when no more bytes come.
    public mutating func finish(to output: inout [UInt8]) {
        Self.append(rest[...], to: &output)
        rest = []
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var text = String(decoding: bytes, as: UTF8.self)
        text.withUTF8 { JSONWriter.append(valid: $0, to: &output) }
    }

    /// Where bytes can be cut without cutting a character that later bytes may complete. A byte that begins one always ends
    /// what was before it, valid or not.
    private static func lastBoundary(in bytes: [UInt8]) -> Int {
        for index in bytes.indices.suffix(3).reversed() {
            let length =
                switch bytes[index] {
                case 0x80...0xBF: 0
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            guard length > 0 else { continue }
            return index + length > bytes.count ? index : bytes.count
        }
        return bytes.count
    }
}
