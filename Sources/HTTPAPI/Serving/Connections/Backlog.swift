import NIOCore
import Synchronization

/// Bytes that wait for clients, of all connections together: answers that are not taken, or requests that are not sent to their
/// end.
///
/// When there are more than the limit, connections are closed until the rest is within it, first those whose clients have not
/// done their part for longest. Bytes that several connections wait for are in memory once and count once.
final class Backlog: Sendable {
    /// Some bytes that wait.
    struct Piece: Sendable {
        /// The memory that they are in; nil for memory of their own.
        let storage: ObjectIdentifier?
        let bytes: Int
    }

    /// What waits now, and how many connections were closed for it since the start.
    struct Usage: Sendable {
        var bytes = 0
        var connections = 0
        var closed: UInt64 = 0
    }

    private struct Connection {
        let channel: any Channel
        var pieces: [Piece] = []
        /// When the client did its part last, in the order of all that happened.
        var since: UInt64
    }

    private struct State {
        var bytes = 0
        var now: UInt64 = 0
        var closed: UInt64 = 0
        var connections: [ObjectIdentifier: Connection] = [:]
        /// How many connections wait for what is in some memory.
        var shared: [ObjectIdentifier: Int] = [:]

        mutating func count(_ piece: Piece) {
            if let storage = piece.storage {
                shared[storage, default: 0] += 1
                if shared[storage] != 1 { return }
            }
            bytes += piece.bytes
        }

        mutating func discount(_ piece: Piece) {
            if let storage = piece.storage {
                let left = (shared[storage] ?? 1) - 1
                shared[storage] = left == 0 ? nil : left
                if left > 0 { return }
            }
            bytes -= piece.bytes
        }

        /// Forgets the connection whose client has not done its part for longest; nil when there is but one.
        mutating func removeStalest() -> (any Channel)? {
            guard connections.count > 1,
                let stalest = connections.min(by: { $0.value.since < $1.value.since })
            else {
                return nil
            }
            connections[stalest.key] = nil
            for piece in stalest.value.pieces { discount(piece) }
            closed += 1
            return stalest.value.channel
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Keeps what waits within so many bytes. A single connection may have more.
    init(limit: Int) {
        self.limit = limit
    }

    /// What waits now.
    var usage: Usage {
        state.withLock { Usage(bytes: $0.bytes, connections: $0.connections.count, closed: $0.closed) }
    }

    /// Notes that bytes wait for the client of a connection.
    func add(_ piece: Piece, for channel: any Channel) {
        let closing = state.withLock { state -> [any Channel] in
            state.now += 1
            state.connections[
                ObjectIdentifier(channel), default: Connection(channel: channel, since: state.now)
            ]
            .pieces.append(piece)
            state.count(piece)
            return stale(&state)
        }
        for channel in closing { channel.close(promise: nil) }
    }

    /// Notes that the client of a connection has done some of its part.
    func noteProgress(of channel: any Channel) {
        state.withLock { state in
            state.now += 1
            state.connections[ObjectIdentifier(channel)]?.since = state.now
        }
    }

    /// Notes that bytes do not wait any more.
    func remove(_ piece: Piece, for channel: any Channel) {
        state.withLock { state in
            let key = ObjectIdentifier(channel)
            // Of a connection that was closed everything has been removed.
            guard var connection = state.connections[key],
                let index = connection.pieces.firstIndex(where: {
                    $0.storage == piece.storage && $0.bytes == piece.bytes
                })
            else { return }
            state.now += 1
            connection.since = state.now
            connection.pieces.remove(at: index)
            state.connections[key] = connection.pieces.isEmpty ? nil : connection
            state.discount(piece)
        }
    }

    private func stale(_ state: inout State) -> [any Channel] {
        var channels: [any Channel] = []
        while state.bytes > limit, let channel = state.removeStalest() { channels.append(channel) }
        return channels
    }
}

extension ByteBuffer {
    /// The memory of the buffer, as something that waits. What other buffers share it with is counted with it.
    var piece: Backlog.Piece {
        withUnsafeReadableBytesWithStorageManagement { _, storage in
            Backlog.Piece(
                storage: ObjectIdentifier(storage.takeUnretainedValue()), bytes: storageCapacity)
        }
    }
}
