package import Catalog
import Foundation
import Git
import Logging
import Store

/// What is different as long as a catalog has nothing to serve.
extension CatalogService {
    /// The operator's catalogs that the start did not find in the store and whose first refresh has not ended.
    package var firstPass: [CatalogKey] { first.pending }

    /// Returns when a server that starts may be listened to: at once when the store has a snapshot of every catalog that the
    /// operator configured; otherwise when those that it lacks are there, were tried, or their remotes are silent.
    package func mayListen() async {
        await first.listening(servesSomething: publication.catalogs.contains { $0.key.isGlobal && $0.snapshot != nil })
    }

    /// Returns when lists have the operator's catalogs in them, or have waited long enough.
    package func awaitFirstPass() async { await first.lists() }

    /// Waits, at most for `limit`, while one of the catalogs that these names mean in an environment is fetched for the first
    /// time; the names of those that still are then.
    package func awaitCatalogs(_ names: Set<String>, in environment: String, atMost limit: Duration) async -> [String] {
        let publication = publication
        let meant = names.compactMap { publication.catalog(named: $0, visibleIn: environment)?.key }
        let keys = Set(meant.filter(first.contains))
        if keys.isEmpty { return [] }
        return await first.catalogs(keys, atMost: limit).map(\.name).sorted()
    }

    /// Takes the operator's catalogs that have nothing to serve into the first pass.
    func beginFirstPass(isSettled: Bool) {
        let lacking = publication.catalogs.filter { $0.key.isGlobal && $0.snapshot == nil }.map(\.key)
        first.begin(lacking.filter { ledger.counts[$0] == nil }, isSettled: isSettled)
    }

    /// Begins a catalog's refresh: what is on this machine's disk is served before its remote is asked.
    ///
    /// - Returns: the catalog as it is followed by the refresh.
    func beginRefresh(of record: CatalogRecord, _ catalog: PublishedCatalog) async -> PublishedCatalog {
        guard catalog.snapshot == nil else { return catalog }
        if ledger.counts[record.key] == nil { first.join(record.key) }
        guard first.contains(record.key) else { return catalog }
        await adoptMirror(of: record)
        let adopted = publication.catalog(record.key) ?? catalog
        if adopted.snapshot != nil {
            first.end(record.key)
        } else {
            logger.info(
                "fetching \(record.key.name)",
                metadata: ["environment": "\(record.key.environment)", "url": "\(record.url)"])
        }
        return adopted
    }

    /// What a remote's signs of life are told to; nil when nobody waits for them.
    func listener(to key: CatalogKey) -> (@Sendable () -> Void)? {
        guard first.contains(key) else { return nil }
        return { [first] in first.heard(key) }
    }
}
