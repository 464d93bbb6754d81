package import Catalog
import Foundation
import Store
import Synchronization

/// How the refreshes of one catalog went since the start.
package struct RefreshCounts: Sendable, Hashable {
    /// Refreshes that went well, whether they found something new or not.
    package var succeeded: UInt64 = 0
    /// Refreshes that failed.
    package var failed: UInt64 = 0
    /// The seconds that all of them took.
    package var seconds = 0.0
    /// When the last one that went well ended: how old what is served may be.
    package var lastSuccess: Moment?

    /// No refreshes yet.
    package init() {}
}

/// Counts refreshes by catalog; what was removed is forgotten.
final class RefreshLedger: Sendable {
    private let entries = Mutex<[CatalogKey: RefreshCounts]>([:])

    private let remoteTimes = Mutex<[CatalogKey: Duration]>([:])

    var counts: [CatalogKey: RefreshCounts] { entries.withLock { $0 } }

    /// How long the remote took the last time that it answered.
    func remoteTime(of key: CatalogKey) -> Duration { remoteTimes.withLock { $0[key] ?? .zero } }

    func record(remoteTime: Duration, of key: CatalogKey) { remoteTimes.withLock { $0[key] = remoteTime } }

    func record(_ refresh: RefreshRecord, of key: CatalogKey) {
        entries.withLock { entries in
            var counts = entries[key] ?? RefreshCounts()
            if refresh.error == nil {
                counts.succeeded += 1
                counts.lastSuccess = refresh.finished
            } else {
                counts.failed += 1
            }
            counts.seconds += max(0, refresh.finished.seconds(since: refresh.started))
            entries[key] = counts
        }
    }

    func forget(_ key: CatalogKey) {
        entries.withLock { $0[key] = nil }
        remoteTimes.withLock { $0[key] = nil }
    }
}
