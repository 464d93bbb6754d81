import NIOCore
import Synchronization

/// The gzip form of a kept body, made when the first client asks for it and then shared by all.
final class CompressedBody: Sendable {
    private enum State {
        case untried
        case made(ByteBuffer)
        /// Compressing failed, or gained nothing.
        case useless
    }

    private let state = Mutex(State.untried)

    /// Whether compressing was tried, so that what comes of it is at hand.
    var isTried: Bool {
        if case .untried = state.withLock({ $0 }) { false } else { true }
    }

    /// The bytes that keeping the compressed form takes: none until it is made.
    var keptBytes: Int {
        state.withLock { state in
            if case .made(let buffer) = state { return buffer.storageCapacity }
            return 0
        }
    }

    /// The compressed bytes of `body`, nil when the body is sent as it is. Two clients who ask at once may both compress.
    func bytes(of body: ByteBuffer) -> ByteBuffer? {
        switch state.withLock({ $0 }) {
        case .made(let buffer): return buffer
        case .useless: return nil
        case .untried: break
        }
        let made = body.withUnsafeReadableBytes(Gzip.compress).flatMap { bytes in
            bytes.count < body.readableBytes ? ByteBuffer(bytes: bytes) : nil
        }
        state.withLock { $0 = made.map(State.made) ?? .useless }
        return made
    }
}
