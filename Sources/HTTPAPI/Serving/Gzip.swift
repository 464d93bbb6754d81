import CZlib

/// The gzip format, for bodies that are made once and sent often.
enum Gzip {
    /// Bodies below this many bytes are not worth it: header and trailer alone take 18, and a packet holds them anyway.
    static let smallestBody = 1000
    /// zlib's own default: a higher level takes several times as long for a hundredth less.
    private static let level: Int32 = 6

    /// The compressed bytes; nil when zlib has no memory for it. The same bytes always give the same: no time and no
    /// name is written.
    static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        // zlib takes 32 bits of a length at a time.
        guard bytes.count <= UInt32.max >> 1 else { return nil }
        var stream = z_stream()
        guard muster_deflate_init_gzip(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, uLong(bytes.count)))
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            // zlib reads through a pointer that C could not declare as one to constant bytes.
            stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: Bytef.self).baseAddress)
            stream.avail_in = uInt(bytes.count)
            stream.next_out = buffer.baseAddress
            stream.avail_out = uInt(capacity)
            isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
            count = isWhole ? Int(stream.total_out) : 0
        }
        return isWhole ? output : nil
    }
}
