import Catalog
import Store

/// Whose turn it is. Every catalog has a rhythm of its own: nobody waits for somebody else's remote.
struct RefreshRhythm: Sendable {
    /// How many catalogs of one environment are refreshed side by side. Fewer than one environment may have transfers, so that a
    /// refresh that somebody asks for finds a place.
    static let sideBySide = 6

    private var backOff = BackOff()
    private var waiting: [CatalogKey] = []
    private var running: Set<CatalogKey> = []

    /// Begins a pass over the catalogs that there are: those whose turn has come wait for their start. Who waits or is refreshed
    /// still has had no turn to miss.
    mutating func pass(_ keys: [CatalogKey]) {
        let known = Set(keys)
        waiting.removeAll { !known.contains($0) }
        backOff.keep(known)
        let busy = running.union(waiting)
        waiting += keys.filter { !busy.contains($0) && backOff.isDue($0) }
    }

    /// Takes the catalogs that begin now, in the order in which they wait.
    ///
    /// - Parameter isUrgent: whether a catalog begins however many others of its environment are under way.
    mutating func begin(isUrgent: (CatalogKey) -> Bool = { _ in false }) -> [CatalogKey] {
        var begun: [CatalogKey] = []
        for key in waiting where isUrgent(key) || hasPlace(for: key) {
            running.insert(key)
            begun.append(key)
        }
        waiting.removeAll(where: running.contains)
        return begun
    }

    /// Notes how a catalog's refresh went.
    mutating func end(_ key: CatalogKey, _ outcome: BackOff.Outcome) {
        running.remove(key)
        backOff.record(key, outcome)
    }

    private func hasPlace(for key: CatalogKey) -> Bool {
        running.count { $0.environment == key.environment } < Self.sideBySide
    }
}
