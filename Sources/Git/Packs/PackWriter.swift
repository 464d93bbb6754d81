import CGitShim
import Crypto
import CZlib

/// Writes objects of a repository as one pack into a folder of packs: each packed by itself, one in memory at a time.
struct PackWriter {
    let folder: String
    let limits: GitLimits

    func write(_ ids: [git_oid], of source: Repository) throws(LibGit2Error) {
        let output = try PackOutput(folder)
        let count = UInt32(ids.count)
        try output.append(
            Array("PACK".utf8) + [0, 0, 0, 2] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) })
        for id in ids {
            let header = try source.header(id)
            guard header.size <= limits.contentBytes else {
                throw LibGit2Error(tooLarge: "the object \(id.hex)", bytes: header.size, limit: limits.contentBytes)
            }
            try source.withBytes(of: id) { bytes, kind throws(LibGit2Error) in
                try output.append(Self.header(kind, bytes.count))
                try output.deflate(bytes)
            }
        }
        try output.finish()
    }

    /// An object's kind and size: four bits of it, then seven in each byte.
    private static func header(_ kind: git_object_t, _ size: Int) -> [UInt8] {
        var bytes = [UInt8(truncatingIfNeeded: kind.rawValue) << 4 | UInt8(size & 15)]
        var rest = size >> 4
        while rest > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        return bytes
    }
}

/// A pack on its way into a folder, with the digest that stands at its end.
private final class PackOutput {
    private let indexing: Indexing
    private var digest = Insecure.SHA1()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    /// zlib keeps the address of its stream, so that it must stay in its place.
    private let stream: UnsafeMutablePointer<z_stream>

    init(_ folder: String) throws(LibGit2Error) {
        indexing = try Indexing(folder)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit_(
            stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw .outOfMemory }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        buffer.deallocate()
    }

    func append(_ bytes: [UInt8]) throws(LibGit2Error) {
        digest.update(data: bytes)
        try hand(bytes)
    }

    func deflate(_ bytes: UnsafeRawBufferPointer) throws(LibGit2Error) {
        deflateReset(stream)
        // zlib reads through a pointer that C could not declare as one to constant bytes.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: Bytef.self).baseAddress)
        stream.pointee.avail_in = uInt(bytes.count)
        while true {
            stream.pointee.next_out = buffer.bindMemory(to: Bytef.self).baseAddress
            stream.pointee.avail_out = uInt(buffer.count)
            let code = CZlib.deflate(stream, Z_FINISH)
            let part = UnsafeRawBufferPointer(rebasing: buffer[..<(buffer.count - Int(stream.pointee.avail_out))])
            digest.update(bufferPointer: part)
            try indexing.append(part)
            if code == Z_STREAM_END { return }
        }
    }

    func finish() throws(LibGit2Error) {
        try hand(Array(digest.finalize()))
        try indexing.commit()
    }

    private func hand(_ bytes: [UInt8]) throws(LibGit2Error) {
        var failure: LibGit2Error?
        bytes.withUnsafeBytes { bytes in
            do throws(LibGit2Error) { try indexing.append(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
