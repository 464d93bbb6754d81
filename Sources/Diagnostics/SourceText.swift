/// The bytes of one source file with the index that turns byte offsets into lines.
///
/// Building the line index reads every byte once; a lookup is a binary search. Offsets are
/// UTF-8 byte offsets from 0, lines and columns count from 1, and a column counts bytes.
public struct SourceText: Sendable {
    /// The file's path as its user knows it, for example `infra-templates/ipsec/18/rancher-compose.yml`.
    public let path: String
    /// The file's content, byte for byte.
    public let bytes: [UInt8]
    private let lineStarts: [Int]

    /// Indexes `bytes`, which need not be valid UTF-8.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    /// The number of lines; an empty file has one.
    public var lineCount: Int { lineStarts.count }

    /// The position of the byte at `offset`; an offset outside the file is moved to its nearer end.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return SourcePosition(offset: offset, line: low + 1, column: offset - lineStarts[low] + 1)
    }

    /// The byte offset at which `line` (from 1) starts, or the end of the file for a line past it.
    public func start(ofLine line: Int) -> Int {
        guard line >= 1 else { return 0 }
        return line <= lineStarts.count ? lineStarts[line - 1] : bytes.count
    }

    /// The whole text without ASCII white space at either end; invalid UTF-8 is repaired.
    public var trimmed: String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
        let rest = bytes.drop(while: isBlank)
        let end = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// The text of `line` (from 1) without its line ending; invalid UTF-8 is repaired.
    public func line(_ line: Int) -> String { String(decoding: bytes(ofLine: line), as: UTF8.self) }

    /// The bytes of `line` (from 1) without its line ending; none for a line that is not there.
    public func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
        guard line >= 1 else { return [] }
        let start = start(ofLine: line)
        var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return bytes[start..<max(start, end)]
    }

    /// The place of `span` in this file.
    public func location(of span: SourceSpan) -> SourceLocation {
        SourceLocation(path: path, start: position(at: span.start), end: position(at: span.end))
    }
}
