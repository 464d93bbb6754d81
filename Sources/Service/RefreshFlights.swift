import Catalog
import Store
import Synchronization

/// At most one refresh per catalog runs, and at most one more waits.
///
/// A caller that comes while a refresh runs cannot join it, for it may have looked at the remote already; it joins the
/// one that starts afterwards, together with everybody else who came meanwhile. A burst of calls costs two refreshes.
final class RefreshFlights: Sendable {
    typealias Flight = Task<RefreshFailure?, Never>

    private struct Lane {
        var running: Flight?
        var waiting: Flight?
    }

    private let lanes = Mutex<[CatalogKey: Lane]>([:])

    /// The flight that covers a caller who comes now: the waiting one, or a new one that runs `refresh`.
    func join(_ key: CatalogKey, refresh: @escaping @Sendable () async -> RefreshFailure?) -> Flight {
        lanes.withLock { lanes in
            let lane = lanes[key] ?? Lane()
            if let waiting = lane.waiting { return waiting }
            let before = lane.running
            let flight = Flight { [self] in
                if let before {
                    _ = await before.value
                    takeOff(key)
                }
                let failure = await refresh()
                end(key)
                return failure
            }
            if before == nil { lanes[key] = Lane(running: flight) } else { lanes[key]?.waiting = flight }
            return flight
        }
    }

    /// Ends every flight as soon as it can: what it fetches is given up, what is served stays.
    func cancelAll() {
        lanes.withLock { lanes in
            for lane in lanes.values {
                lane.running?.cancel()
                lane.waiting?.cancel()
            }
        }
    }

    /// Ends the flights of one catalog as soon as it can; whether there were any.
    func cancel(_ key: CatalogKey) -> Bool {
        lanes.withLock { lanes in
            guard let lane = lanes[key] else { return false }
            lane.running?.cancel()
            lane.waiting?.cancel()
            return true
        }
    }

    /// The waiting flight takes off: those who come from now on wait for the next.
    private func takeOff(_ key: CatalogKey) {
        lanes.withLock { lanes in
            lanes[key] = Lane(running: lanes[key]?.waiting)
        }
    }

    private func end(_ key: CatalogKey) {
        lanes.withLock { lanes in
            if lanes[key]?.waiting == nil { lanes[key] = nil } else { lanes[key]?.running = nil }
        }
    }
}
