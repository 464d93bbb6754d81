import NIOCore

/// The first line of a request, looked at before the decoder: that takes other protocols' requests, and lines that end in LF alone,
/// for HTTP's.
enum RequestLine {
    /// Nothing but empty lines came, which count for nothing in front of a request.
    case absent
    /// The line has no end yet.
    case incomplete
    /// The decoder may look at it.
    case plausible
    case wrong(APIError)

    /// Looks at what came, and drops empty lines in front of it.
    static func look(at bytes: inout ByteBuffer) -> Self {
        let empty = bytes.readableBytesView.prefix { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }.count
        bytes.moveReaderIndex(forwardBy: empty)
        return bytes.withUnsafeReadableBytes(verdict)
    }

    private static func verdict(on bytes: UnsafeRawBufferPointer) -> Self {
        guard let first = bytes.first else { return .absent }
        // No method begins so, and no line of it may ever end.
        guard isLetter(first) else { return .plausible }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return .incomplete }
        let line = bytes[..<end]
        guard line.last == UInt8(ascii: "\r") else {
            return .wrong(.malformedRequest("its first line ends in LF without CR"))
        }
        let words = line.dropLast().split(separator: UInt8(ascii: " "))
        guard words.count == 3, !words[2].starts(with: "HTTP/".utf8) else { return .plausible }
        return .wrong(.malformedRequest("it is of another protocol"))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
