import Catalog
import Store

/// Counts passes: after n troubles in a row a catalog sits out 2^n - 1 passes, up to a limit.
struct BackOff: Sendable {
    /// How a refresh went.
    enum Outcome: Sendable, Hashable {
        case well
        /// Well, after its remote took longer than ``slowRemote``.
        case slow
        case failed
    }

    /// The most passes that a failing catalog sits out; with the default interval, half an hour and more.
    static let longestPause = 7
    /// The most passes that a catalog sits out whose remote is only slow.
    static let longestSlowPause = 3
    /// How long a remote may take that is not slow.
    static let slowRemote = Duration.seconds(15)

    private var troubles: [CatalogKey: Int] = [:]
    private var pauses: [CatalogKey: Int] = [:]

    /// Whether the catalog's turn has come in this pass; each call is one pass.
    mutating func isDue(_ key: CatalogKey) -> Bool {
        guard let pause = pauses[key], pause > 0 else { return true }
        pauses[key] = pause - 1
        return false
    }

    /// Notes how the catalog's refresh went.
    mutating func record(_ key: CatalogKey, _ outcome: Outcome) {
        guard outcome != .well else {
            troubles[key] = nil
            pauses[key] = nil
            return
        }
        let count = (troubles[key] ?? 0) + 1
        troubles[key] = count
        let limit = outcome == .failed ? Self.longestPause : Self.longestSlowPause
        pauses[key] = min(limit, (1 << min(count - 1, 10)) - 1)
    }

    /// Forgets all catalogs but these.
    mutating func keep(_ keys: Set<CatalogKey>) {
        troubles = troubles.filter { keys.contains($0.key) }
        pauses = pauses.filter { keys.contains($0.key) }
    }
}
