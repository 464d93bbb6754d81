/// The lines of a `compose.yml` that the reference takes for the catalog block. The rest of such a file may hold template
/// actions and need not be YAML, so the reference cuts the block out by its look: an oddity kept to this file.
///
/// From the first line that starts with `catalog:` or `.catalog:`, comment lines left out, the next line whatever it is,
/// then up to a line that starts with something but white space; the very last line never ends the block.
struct CatalogBlockLines {
    private let bytes: [UInt8]
    private let kept: [Range<Int>]

    /// The block's lines; nil when there is none.
    init?(of bytes: [UInt8]) {
        self.bytes = bytes
        let lines = Self.lines(of: bytes).filter { !Self.isComment(bytes[$0]) }
        guard let first = lines.firstIndex(where: { Self.opensBlock(bytes[$0]) }) else { return nil }
        var end = first + 1
        if end < lines.count { end += 1 }
        while end < lines.count, end == lines.count - 1 || !Self.endsBlock(bytes[lines[end]]) { end += 1 }
        kept = Array(lines[first..<end])
    }

    /// The block's text, as the reference hands it to its YAML parser.
    var text: [UInt8] { Array(kept.map { bytes[$0] }.joined(separator: [UInt8(ascii: "\n")])) }

    /// The whole file with every other line blank, so that offsets are those of the file.
    var blanked: [UInt8] {
        var out = bytes.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
        for range in kept { out.replaceSubrange(range, with: bytes[range]) }
        return out
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(start..<offset)
            start = offset + 1
        }
        return lines + [start..<bytes.count]
    }

    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        line.first { !isSpace($0) } == UInt8(ascii: "#")
    }

    private static func opensBlock(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "catalog:".utf8) || line.starts(with: ".catalog:".utf8)
    }

    private static func endsBlock(_ line: ArraySlice<UInt8>) -> Bool {
        line.first.map { !isSpace($0) } ?? false
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
