import NIOCore
import Synchronization

/// Every connection of the server, and what waits for their clients: bounded for all of them together.
///
/// When there are as many connections as there may be, those without a request under way make room, the ones first that were
/// not used for longest. When all are at work, the next one is refused.
final class Connections: Sendable {
    /// The least bytes of what a connection's client sends that are counted.
    static let countedBytes = 4 << 10
    /// The least bytes of a body that are counted while a client does not take it.
    static let countedAnswerBytes = 16 << 10
    /// The bytes that wait for a connection before it takes no more small answers; and few enough that it takes some again.
    static let watermark = ChannelOptions.Types.WriteBufferWaterMark(low: 8 << 10, high: 16 << 10)
    /// The bytes that the system holds for a connection and has not sent yet: a list of two large catalogs.
    static let unsentBytes: ChannelOptions.Types.SocketOption.Value = 256 << 10
    /// What small answers are reckoned to take that wait for a connection which takes no more of them: their heads are half
    /// empty, and each has its place in the queue.
    static let unwritableBytes = 48 << 10

    /// The place of one connection among all.
    final class Place: Sendable {
        fileprivate let channel: any Channel
        private let number: Int
        private let connections: Connections
        /// When a request was answered last, in the order of all that were; 0 while one is under way, or the connection is asked
        /// to close.
        fileprivate let lastUse: Atomic<UInt64>

        fileprivate init(_ number: Int, of channel: any Channel, in connections: Connections) {
            self.number = number
            self.channel = channel
            self.connections = connections
            lastUse = Atomic(connections.uses.add(1, ordering: .relaxed).newValue)
        }

        /// A request was answered.
        func noteUse() {
            lastUse.store(connections.uses.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        }

        /// A request is under way.
        func noteBusy() { lastUse.store(0, ordering: .relaxed) }

        /// The connection was asked to make room, and is at work.
        func stay() { connections.state.withLock { _ = $0.leaving.remove(number) } }

        fileprivate func leave() {
            connections.state.withLock { state in
                state.places[number] = nil
                state.leaving.remove(number)
            }
        }
    }

    private struct State {
        var next = 0
        var places: [Int: Place] = [:]
        /// Connections that were asked to make room.
        var leaving: Set<Int> = []
        /// Whether no more connections are taken, and each ends as soon as nothing is under way on it.
        var isClosing = false
        var refused: UInt64 = 0
        var closed: UInt64 = 0
    }

    let tasks = ConnectionTasks()
    /// Answers that clients do not take.
    let untaken: Backlog
    /// Requests that clients do not send to their end.
    let unfinished: Backlog
    /// Whole requests that are being answered.
    let wholeRequests: ByteBudget
    /// The most bytes of a request's line and headers.
    let headBytes: Int
    private let limit: Int
    private let uses = Atomic<UInt64>(0)
    private let state = Mutex(State())

    init(limits: APILimits) {
        limit = limits.connections
        headBytes = limits.targetBytes + limits.headerListBytes + Self.countedBytes
        untaken = Backlog(limit: limits.untakenBytes)
        unfinished = Backlog(limit: limits.unfinishedBytes)
        wholeRequests = ByteBudget(limit: limits.wholeRequestBytes)
    }

    /// How many connections there are, and how many were refused, and closed to make room, since the start.
    var usage: (open: Int, refused: UInt64, closed: UInt64) {
        state.withLock { ($0.places.count, $0.refused, $0.closed) }
    }

    /// The place of a new connection, which leaves it when it is closed; nil when there is none.
    func admit(_ channel: any Channel) -> Place? {
        let (place, leaving) = state.withLock { state -> (Place?, [any Channel]) in
            var leaving: [any Channel] = []
            if state.isClosing { return (nil, []) }
            if state.places.count - state.leaving.count >= limit {
                leaving = makeRoom(&state)
                guard !leaving.isEmpty else {
                    state.refused += 1
                    return (nil, [])
                }
            }
            state.next += 1
            let place = Place(state.next, of: channel, in: self)
            state.places[state.next] = place
            return (place, leaving)
        }
        for channel in leaving {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionActivity.CloseUnlessBusy())
        }
        if let place { channel.closeFuture.whenComplete { _ in place.leave() } }
        return place
    }

    /// Takes no more connections, and has each one end behind what is under way on it.
    func close() {
        let channels = state.withLock { state in
            state.isClosing = true
            return state.places.values.map(\.channel)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    /// Chooses a few connections to make room: looking for them costs a look at all.
    private func makeRoom(_ state: inout State) -> [any Channel] {
        let idle = state.places.lazy.map {
            (number: $0, place: $1, use: $1.lastUse.load(ordering: .relaxed))
        }
        .filter { $0.use > 0 }
        let chosen = idle.sorted { $0.use < $1.use }.prefix(max(1, limit / 64))
        for choice in chosen {
            choice.place.noteBusy()
            state.leaving.insert(choice.number)
        }
        state.closed += UInt64(chosen.count)
        return chosen.map(\.place.channel)
    }
}

/// Bytes of which only so many may be taken at a time.
final class ByteBudget: Sendable {
    private let limit: Int
    private let taken = Atomic(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// How many are taken.
    var bytes: Int { taken.load(ordering: .relaxed) }

    /// Takes some; false, and nothing is taken, when there are not so many left.
    func take(_ bytes: Int) -> Bool {
        guard taken.add(bytes, ordering: .relaxed).newValue > limit else { return true }
        giveBack(bytes)
        return false
    }

    /// Gives back some that were taken.
    func giveBack(_ bytes: Int) {
        if bytes > 0 { taken.subtract(bytes, ordering: .relaxed) }
    }
}
