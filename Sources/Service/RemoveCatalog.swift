import Catalog
import Git
import Logging
import Store

extension CatalogService {
    /// Removes a catalog of exactly this environment: a client of one environment never removes a global catalog.
    @discardableResult
    package func remove(_ name: String, in environment: String) async throws -> Bool {
        guard let removal = try await discard(CatalogKey(environment: environment, name: name)) else { return false }
        // A remote that does not answer holds up its own refresh, not this client.
        if !removal.isFetching { await removal.task.value }
        return true
    }

    /// The removal of a mirror, and whether it has to wait for a refresh that is being given up.
    typealias MirrorRemoval = (task: Task<Void, Never>, isFetching: Bool)

    /// Removes a catalog from what is served and from the store, gives up its refresh, and removes its mirror from the
    /// disk as soon as nothing uses it. Nil when there is no such catalog.
    @discardableResult
    func discard(_ key: CatalogKey) async throws -> MirrorRemoval? {
        let wasThere = try await changing(key) { () throws -> Bool in
            guard unpublish(key) else { return false }
            try store.remove(key)
            return true
        }
        guard wasThere else { return nil }
        ledger.forget(key)
        first.end(key)
        let isFetching = flights.cancel(key)
        return (Task { await removeMirror(in: mirrorDirectory(of: key)) }, isFetching)
    }

    /// Removes a mirror after the updates and readers that are under way, unless a catalog has it (again) by then.
    func removeMirror(in directory: String) async {
        do {
            try await mirrors.mirror(in: directory).remove { !self.hasMirror(in: directory) }
            if !hasMirror(in: directory) { mirrors.forget(directory) }
        } catch {
            logger.warning("cannot remove the mirror of a removed catalog", metadata: ["error": "\(error)"])
        }
    }

    /// Whether the mirror in a folder is that of a catalog.
    func hasMirror(in directory: String) -> Bool {
        records.contains { mirrorDirectory(of: $0.key) == directory }
    }
}
