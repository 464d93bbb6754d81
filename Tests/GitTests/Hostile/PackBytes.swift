import CZlib
import Crypto
import Foundation

/// A pack, written object by object as a test likes it.
struct PackBytes {
    /// Kinds of objects, as packs number them.
    enum Kind: UInt8 {
        case commit = 1
        case tree, blob
        case offsetDelta = 6
    }

    private var bytes: [UInt8]
    /// Where the next object begins.
    var offset: Int { bytes.count }

    /// A pack that says it has so many objects.
    init(objects: Int) {
        bytes = Array("PACK".utf8) + Self.number(2) + Self.number(objects)
    }

    /// Adds an object with a size that need not be true, and says where it begins.
    @discardableResult
    mutating func add(_ kind: Kind, _ content: [UInt8], size: Int? = nil) -> Int {
        addHeader(kind, size ?? content.count) { _ in }
        bytes += Zlib.compress(content)
        return bytes.count
    }

    /// Adds a blob of zeros.
    mutating func add(zeros count: Int) {
        addHeader(.blob, count) { _ in }
        bytes += Zlib.compress(zeros: count)
    }

    /// Adds the difference from an object that begins at an offset: sizes that need not be true, and instructions.
    mutating func add(deltaFrom base: Int, baseSize: Int, resultSize: Int, _ instructions: [UInt8] = []) {
        let content = Self.varint(baseSize) + Self.varint(resultSize) + instructions
        let distance = bytes.count - base
        addHeader(.offsetDelta, content.count) { $0 += Self.offset(distance) }
        bytes += Zlib.compress(content)
    }

    /// The whole pack with its digest.
    func finished() -> [UInt8] { bytes + Array(Insecure.SHA1.hash(data: bytes)) }

    private mutating func addHeader(_ kind: Kind, _ size: Int, _ base: (inout [UInt8]) -> Void) {
        var header = [kind.rawValue << 4 | UInt8(size & 15)]
        var rest = size >> 4
        while rest > 0 {
            header[header.count - 1] |= 0x80
            header.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        bytes += header
        base(&bytes)
    }

    private static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }

    private static func varint(_ value: Int) -> [UInt8] {
        var (bytes, rest) = ([UInt8](), value)
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static func offset(_ distance: Int) -> [UInt8] {
        var (bytes, rest) = ([UInt8(distance & 0x7F)], distance >> 7)
        while rest > 0 {
            rest -= 1
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }
}

/// The format that git packs objects with.
enum Zlib {
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(count))
        precondition(CZlib.compress(&output, &count, bytes, uLong(bytes.count)) == Z_OK)
        return Array(output[..<Int(count)])
    }

    /// A bomb: many zeros in few bytes.
    static func compress(zeros: Int) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        precondition(deflateInit_(stream, 9, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { deflateEnd(stream) }
        var (input, output, packed) = (
            [UInt8](repeating: 0, count: 1 << 20), [UInt8](repeating: 0, count: 1 << 20), [UInt8]()
        )
        var left = zeros
        var code = Z_OK
        while code != Z_STREAM_END {
            let part = min(left, input.count)
            left -= part
            code = input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = input.baseAddress
                    stream.pointee.avail_in = uInt(part)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = uInt(output.count)
                    return deflate(stream, left == 0 ? Z_FINISH : Z_NO_FLUSH)
                }
            }
            packed += output[..<(output.count - Int(stream.pointee.avail_out))]
        }
        return packed
    }
}
