import Foundation
import Logging
import Store

extension CatalogService {
    /// Removes a catalog of exactly this environment: a client of one environment never removes a global catalog.
    @discardableResult
    public func remove(_ name: String, in environment: String) async throws -> Bool {
        try discard(CatalogKey(environment: environment, name: name))
    }

    /// Removes a catalog from what is served, from the store, and its mirror from the disk.
    @discardableResult
    func discard(_ key: CatalogKey) throws -> Bool {
        guard unpublish(key) else { return false }
        try store.remove(key)
        ledger.forget(key)
        let mirror = mirrorDirectory(of: key)
        mirrors.forget(mirror)
        guard FileManager.default.fileExists(atPath: mirror) else { return true }
        do {
            try FileManager.default.removeItem(atPath: mirror)
        } catch {
            logger.warning("cannot remove the mirror of a removed catalog", metadata: ["path": "\(mirror)"])
        }
        return true
    }
}
