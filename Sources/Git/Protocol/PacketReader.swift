/// Reads git's packets from a channel as they come: four hexadecimal digits that count the whole packet, then its bytes.
/// Takes up the room of two packets, whatever is sent.
final class PacketReader {
    /// One packet. Its bytes are valid until the next one is asked for.
    enum Packet {
        case data(UnsafeRawBufferPointer)
        /// The end of a part of the conversation.
        case flush
        /// The connection ended between two packets.
        case end
    }

    /// The longest packet that git allows.
    private static let longestPacket = 65_520
    private static let lengthBytes = 4

    private let channel: any SmartChannel
    private let request: UpdateRequest
    private let buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0

    init(_ channel: any SmartChannel, _ request: UpdateRequest) {
        self.channel = channel
        self.request = request
        buffer = .allocate(byteCount: 2 * Self.longestPacket, alignment: 1)
    }

    deinit { buffer.deallocate() }

    func next() throws(GitFailure) -> Packet {
        guard try fill(Self.lengthBytes) else {
            if start == end { return .end }
            throw request.endedEarly()
        }
        let length = try packetLength()
        guard length > Self.lengthBytes else {
            start += Self.lengthBytes
            // 0004 is a packet without bytes; 0000 to 0002 end parts of the conversation.
            return length == Self.lengthBytes ? .data(UnsafeRawBufferPointer(rebasing: buffer[start..<start])) : .flush
        }
        guard try fill(length) else { throw request.endedEarly() }
        let bytes = buffer[start + Self.lengthBytes..<start + length]
        start += length
        return .data(UnsafeRawBufferPointer(rebasing: bytes))
    }

    /// The next bytes as they are, for servers that do not wrap a pack into packets; none at the end.
    func nextRaw() throws(GitFailure) -> UnsafeRawBufferPointer {
        _ = try fill(1)
        let bytes = buffer[start..<end]
        start = end
        return UnsafeRawBufferPointer(rebasing: bytes)
    }

    private func packetLength() throws(GitFailure) -> Int {
        var length = 0
        for byte in buffer[start..<start + Self.lengthBytes] {
            guard let digit = Self.value(ofDigit: byte) else { throw notGit() }
            length = length << 4 | digit
        }
        guard length != 3, length <= Self.longestPacket else { throw notGit() }
        return length
    }

    /// Reads until so many bytes are there; false when the connection ended before.
    private func fill(_ count: Int) throws(GitFailure) -> Bool {
        if start > 0, start + count > buffer.count || start == end {
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<(end - start)])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            (start, end) = (0, end - start)
        }
        while end - start < count {
            let read = try channel.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            guard read > 0 else { return false }
            end += read
        }
        return true
    }

    private func notGit() -> GitFailure {
        request.failure(
            .damagedTransfer,
            "what \(request.url.display) sends is not git's protocol; check that a git server answers there")
    }

    private static func value(ofDigit byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x41 + 10
        default: nil
        }
    }
}
