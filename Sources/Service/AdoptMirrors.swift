import Catalog
import Foundation
import Git
import Logging
import Store

extension CatalogService {
    /// Reads a catalog that has a mirror but no stored snapshot, as after a damaged database or a change of the store's format.
    /// No network: what is on the disk is served whatever the remote does.
    func adoptMirror(of record: CatalogRecord) async {
        let mirror = mirror(of: record.key)
        guard let commit = await mirror.head() else { return }
        await adopt(mirror, at: commit, for: record)
    }

    private func adopt(_ mirror: GitMirror, at commit: String, for record: CatalogRecord) async {
        let started = Moment.now
        do {
            let snapshot = try await read(
                .kept(mirror, commit: commit), for: record.key, following: nil, started: started)
            let refresh = RefreshRecord(started: started, finished: .now, commit: commit)
            publish(
                PublishedCatalog(record: record, state: .active, lastRefresh: refresh, snapshot: snapshot),
                madeFrom: record)
        } catch {
            logger.warning(
                "the mirror on the disk cannot be read; the next refresh fetches it",
                metadata: ["catalog": "\(record.key.name)", "error": "\(Self.sentence(for: error))"])
        }
    }
}
