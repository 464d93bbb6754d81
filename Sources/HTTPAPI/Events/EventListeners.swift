import Synchronization

/// Wakes those who wait for events: when there are some, and when their time has come. Nobody is waited for: a listener that
/// is not ready finds one wake-up when it is, however many there were.
///
/// One ticker serves all of them: ``tick()`` is called each second, whoever listens.
final class EventListeners: Sendable {
    /// What a listener is woken for.
    enum Wake: Sendable {
        /// There are new events; maybe none that this listener sees.
        case events
        /// The time that it asked for has passed.
        case due
    }

    private struct Entry {
        let continuation: AsyncStream<Wake>.Continuation
        let peer: Peer?
        let period: Int
        var due: Int
    }

    private struct State {
        var next = 0
        var ticks = 0
        var entries: [Int: Entry] = [:]
        var isClosed = false
    }

    private let limit: Int
    private let state = Mutex(State())

    /// At most `limit` listeners at a time.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many listen now.
    var count: Int { state.withLock { $0.entries.count } }

    /// A new listener, which is woken for events and every `period` seconds, the first time a little early; nil when there are
    /// too many. It ends when its client is gone.
    func join(period: Int, peer: Peer?) -> EventListener? {
        let (wakes, continuation) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state -> Int? in
            guard state.entries.count < limit else { return nil }
            state.next += 1
            if state.isClosed {
                continuation.finish()
            } else {
                state.entries[state.next] = Entry(
                    continuation: continuation, peer: peer, period: period, due: state.ticks + period)
            }
            return state.next
        }
        guard let number else { return nil }
        peer?.whenGone { continuation.finish() }
        return EventListener(number: number, wakes: wakes, listeners: self)
    }

    /// Tells everybody that there are new events.
    func announce() {
        for continuation in state.withLock({ $0.entries.values.map(\.continuation) }) { continuation.yield(.events) }
    }

    /// A second has passed.
    func tick() {
        let due = state.withLock { state in
            state.ticks += 1
            return state.entries.filter { $0.value.due <= state.ticks }.map { number, entry in
                state.entries[number]?.due += entry.period
                return entry.continuation
            }
        }
        for continuation in due { continuation.yield(.due) }
    }

    /// Ends every listener, also those who come later: the server stops. Who does not read is not waited for.
    func close() {
        let entries = state.withLock { state in
            state.isClosed = true
            return state.entries.values.map { ($0.continuation, $0.peer) }
        }
        for (continuation, peer) in entries {
            continuation.finish()
            peer?.closeUnlessReading()
        }
    }

    fileprivate func leave(_ number: Int) {
        guard let entry = state.withLock({ $0.entries.removeValue(forKey: number) }) else { return }
        entry.peer?.forget()
        entry.continuation.finish()
    }
}

/// One who waits for events. It is counted until it leaves, or nothing holds it any more.
final class EventListener: Sendable {
    /// What it was woken for, until the client is gone or the server stops.
    let wakes: AsyncStream<EventListeners.Wake>
    private let number: Int
    private let listeners: EventListeners

    fileprivate init(number: Int, wakes: AsyncStream<EventListeners.Wake>, listeners: EventListeners) {
        self.number = number
        self.wakes = wakes
        self.listeners = listeners
    }

    deinit { leave() }

    /// Stops listening.
    func leave() { listeners.leave(number) }
}
