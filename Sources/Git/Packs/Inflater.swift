import CZlib

/// Unpacks one zlib stream after another, piece by piece. Takes up the same room whatever the streams hold.
final class Inflater {
    /// How far one step came.
    struct Step {
        /// Bytes of the input that were used.
        let used: Int
        /// Bytes that were written to the output.
        let made: Int
        let state: State
    }

    /// Where a stream is.
    enum State {
        case unfinished, ended, damaged
    }

    /// zlib keeps the address of its stream, so that it must stay in its place.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when there is no memory for it.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins the next stream.
    func reset() {
        inflateReset(stream)
    }

    /// Unpacks as much as fits. A step that fills the output may leave some that needs no more input.
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step {
        let (given, room) = (uInt(clamping: input.count), uInt(clamping: output.count))
        // zlib reads through a pointer that C could not declare as one to constant bytes.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: Bytef.self).baseAddress)
        stream.pointee.avail_in = given
        stream.pointee.next_out = output.bindMemory(to: Bytef.self).baseAddress
        stream.pointee.avail_out = room
        let code = inflate(stream, Z_NO_FLUSH)
        let (used, made) = (Int(given - stream.pointee.avail_in), Int(room - stream.pointee.avail_out))
        switch code {
        case Z_STREAM_END: return Step(used: used, made: made, state: .ended)
        // No progress was possible: the input or the output has come to its end.
        case Z_OK, Z_BUF_ERROR: return Step(used: used, made: made, state: .unfinished)
        default: return Step(used: used, made: made, state: .damaged)
        }
    }
}
