import Foundation
import Git
import Logging
import Store

extension CatalogService {
    /// Reads the catalogs that have a mirror but no stored snapshot, as after a damaged database or a change of the
    /// store's format. No network: a start serves what is on the disk.
    public func adoptMirrors() async {
        for record in records where publication.catalog(record.key)?.snapshot == nil {
            let mirror = mirrors.mirror(in: mirrorDirectory(of: record.key))
            guard let commit = await mirror.head() else { continue }
            await adopt(mirror, at: commit, for: record)
        }
    }

    private func adopt(_ mirror: GitMirror, at commit: String, for record: CatalogRecord) async {
        let started = Date()
        do {
            let snapshot = try await read(
                .kept(mirror, commit: commit), for: record.key, following: nil, started: started)
            let refresh = RefreshRecord(started: started, finished: Date(), commit: commit)
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
