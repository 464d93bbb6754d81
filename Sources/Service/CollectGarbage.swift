import Logging
import Store

extension CatalogService {
    /// The most contents that one pass removes, so that readers and refreshes never wait long for it.
    static let garbageLimit = 2_000

    /// Removes stored contents that no snapshot needs any more, a bounded number of them.
    func collectGarbage() async {
        do {
            let removed = try store.collectGarbage(limit: Self.garbageLimit)
            if removed > 0 { logger.debug("unneeded contents removed", metadata: ["count": "\(removed)"]) }
        } catch {
            logger.warning("cannot remove unneeded contents", metadata: ["error": "\(error)"])
        }
    }
}
