import Catalog
import Store
import Synchronization

/// The last events in their order, shared by everybody who follows them. Followers keep a number and read on from there:
/// who is slow falls behind what is kept, and holds up nobody.
///
/// An event is here only after what it tells of is published, so whoever reads it and then looks sees that, or later.
package final class EventLog: Sendable {
    /// Bounds on what is kept.
    package struct Limits: Sendable, Hashable {
        /// Events that can be read again.
        package var events = 4_096
        /// Changes of versions that one refresh tells one by one.
        package var changesOfRefresh = 1_024

        /// The limits as they stand above.
        package init() {}
    }

    private struct State {
        /// The event `number` is at `(number - 1) % limit`.
        var ring: [CatalogEvent] = []
        var last: UInt64 = 0
        var observers: [@Sendable () -> Void] = []
    }

    private let run: String
    private let limits: Limits
    private let state = Mutex(State())

    /// An empty log. `run` tells its events apart from those of other processes: lower-case letters and digits.
    package init(run: String = String(UInt64.random(in: .min ... .max), radix: 36), limits: Limits = Limits()) {
        self.run = run
        self.limits = limits
    }

    /// The number of the last event; 0 before the first.
    package var last: UInt64 { state.withLock { $0.last } }

    /// The id of the event of a number.
    package func id(of number: UInt64) -> EventID { EventID(run: run, number: number) }

    /// The number that an id of this run stands for; nil for the id of another run.
    package func number(of id: EventID) -> UInt64? { id.run == run ? id.number : nil }

    /// At most `limit` events after the one of a number, the oldest first. Nil when the log cannot tell any more, or never
    /// could: then everything must be read again.
    package func events(after number: UInt64, limit: Int) -> [CatalogEvent]? {
        state.withLock { state in
            guard number <= state.last, state.last - number <= UInt64(state.ring.count) else { return nil }
            let count = min(Int(state.last - number), limit)
            return (0..<count).map { state.ring[place(number + UInt64($0))] }
        }
    }

    /// Has `body` called after each change of the log. It must not wait: publishing waits for it.
    package func observe(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.observers.append(body) }
    }

    /// Adds what happened when `after` was published in the place of `before`. Callers do so in the order of publications.
    package func record(from before: PublishedCatalog?, to after: PublishedCatalog?) {
        guard let key = (after ?? before)?.key else { return }
        let kinds = CatalogEvent.Kind.between(before, after, limit: limits.changesOfRefresh)
        if kinds.isEmpty { return }
        let observers = state.withLock { state in
            for kind in kinds { append(kind, key, to: &state) }
            return state.observers
        }
        for observer in observers { observer() }
    }

    private func append(_ kind: CatalogEvent.Kind, _ key: CatalogKey, to state: inout State) {
        let place = place(state.last)
        state.last += 1
        let event = CatalogEvent(number: state.last, catalog: key, kind: kind)
        if place < state.ring.count { state.ring[place] = event } else { state.ring.append(event) }
    }

    /// Where the event after the one of a number is.
    private func place(_ number: UInt64) -> Int { Int(number % UInt64(limits.events)) }
}
