import Catalog
import Foundation
import Git
import Lanes
import Logging
import Store

extension CatalogService {
    /// Looks at the remote, and when it changed reads, stores and publishes the new commit.
    ///
    /// The last good snapshot is served all the while, and stays served when anything fails; then the failure is
    /// stored and published beside it. Runs alone per catalog: ``RefreshFlights``.
    func refreshNow(_ key: CatalogKey) async -> RefreshFailure? {
        defer { first.end(key) }
        guard let record = record(for: key), let published = publication.catalog(key) else { return nil }
        let before = await beginRefresh(of: record, published)
        let failure = await refresh(record, following: before)
        // Its catalog may have been removed, mirror and all, before this refresh came to clone it.
        if self.record(for: key) == nil { await removeMirror(in: mirrorDirectory(of: key)) }
        return failure
    }

    private func refresh(_ record: CatalogRecord, following before: PublishedCatalog) async -> RefreshFailure? {
        publish(
            PublishedCatalog(
                record: record, state: before.snapshot == nil ? .fetching : .refreshing,
                lastRefresh: before.lastRefresh, snapshot: before.snapshot),
            madeFrom: record)
        let started = Moment.now
        do {
            let snapshot = try await fetchWhole(record, following: before.snapshot, started: started)
            let refresh = RefreshRecord(started: started, finished: .now, commit: snapshot.commit)
            let catalog = PublishedCatalog(record: record, state: .active, lastRefresh: refresh, snapshot: snapshot)
            let next = snapshot.commit == before.snapshot?.commit ? nil : next(with: catalog)
            if let next { await preparation.run(next.publication, clock) }
            // What is new is compared with what was before, which takes a while where much is.
            let published = try await Lane.reading.run(for: record.key.owner) {
                publish(catalog, madeFrom: record, prepared: next)
            }
            guard published else { return nil }
            ledger.record(refresh, of: record.key)
            report(success: snapshot, of: record, following: before)
            return nil
        } catch {
            return await fail(record, before: before, started: started, error: error)
        }
    }

    /// The newest snapshot, also from a mirror that turns out to be damaged: it is cloned anew at once, not by the next
    /// refresh.
    private func fetchWhole(
        _ record: CatalogRecord, following previous: CatalogSnapshot?, started: Moment
    ) async throws -> CatalogSnapshot {
        do {
            return try await fetch(record, following: previous, started: started)
        } catch let failure as GitFailure where failure.code == .damagedMirror {
            return try await fetch(record, following: previous, started: started)
        }
    }

    /// The newest snapshot of the record's source, stored.
    private func fetch(
        _ record: CatalogRecord, following previous: CatalogSnapshot?, started: Moment
    ) async throws -> CatalogSnapshot {
        guard record.kind.isEmpty || record.kind == "native" else {
            throw ServiceError(.invalidField, "Unknown catalog kind=\(record.kind): only native catalogs are served")
        }
        let asked = clock.now()
        let source = try await source(of: record)
        ledger.record(remoteTime: clock.now() - asked, of: record.key)
        first.received(record.key)
        report(unusual: source, of: record)
        if let previous, previous.commit == source.commit {
            let refresh = RefreshRecord(started: started, finished: .now, commit: source.commit)
            try await store(refresh, of: record.key)
            return previous
        }
        return try await read(source, for: record.key, following: previous, started: started)
    }

    /// Reads a source's templates, those that changed since `previous`, and stores the snapshot.
    func read(
        _ source: CatalogSource, for key: CatalogKey, following previous: CatalogSnapshot?, started: Moment
    ) async throws -> CatalogSnapshot {
        if let previous, let changes = try await source.changes(since: previous.commit),
            let snapshot = try await read(changes, of: source, for: key, following: previous, started: started)
        {
            return snapshot
        }
        let folders = try await source.templateFolders()
        let snapshot = try await source.withReader { reader in
            try CatalogReader().read(
                commit: source.commit, folders: folders, previous: previous, contents: { try reader.content($0) })
        }
        try Self.refuseEmptied(snapshot, following: previous)
        try await store(snapshot, from: source, for: key, started: started)
        return snapshot
    }

    /// The snapshot that some changes make of the one before, stored; nil when the whole source must be read.
    private func read(
        _ changes: CatalogChanges, of source: CatalogSource, for key: CatalogKey, following previous: CatalogSnapshot,
        started: Moment
    ) async throws -> CatalogSnapshot? {
        let snapshot = try await source.withReader { reader in
            try CatalogReader().read(
                commit: source.commit, changes: changes, following: previous, contents: { try reader.content($0) })
        }
        guard let snapshot else { return nil }
        try Self.refuseEmptied(snapshot, following: previous)
        try await store(snapshot, from: source, for: key, changes: changes, started: started)
        return snapshot
    }

    /// Stores a snapshot, whose contents are read on the lane of writes as they are needed.
    private func store(
        _ snapshot: CatalogSnapshot, from source: CatalogSource, for key: CatalogKey, changes: CatalogChanges? = nil,
        started: Moment
    ) async throws {
        let store = store
        try await source.withReader(in: .storing) { reader in
            try store.publish(
                snapshot, for: key, changes: changes,
                refresh: RefreshRecord(started: started, finished: .now, commit: snapshot.commit),
                contents: { try reader.content($0) })
        }
    }

    /// Stores how a refresh went that published nothing new.
    private func store(_ refresh: RefreshRecord, of key: CatalogKey) async throws {
        try await Lane.storing.run(for: key.owner) { try store.recordRefresh(refresh, for: key) }
    }

    /// Publishes and stores why a refresh failed. Nil when the catalog was removed or changed meanwhile: then there is nothing
    /// to report.
    private func fail(
        _ record: CatalogRecord, before: PublishedCatalog, started: Moment, error: any Error
    ) async -> RefreshFailure? {
        let message = Self.sentence(for: error)
        if Self.isCancellation(error) {
            guard publish(before, madeFrom: record) else { return nil }
            return RefreshFailure(key: record.key, url: record.url, message: message)
        }
        let refresh = RefreshRecord(
            started: started, finished: .now, commit: before.snapshot?.commit, error: message)
        let published = publish(
            PublishedCatalog(record: record, state: .error, lastRefresh: refresh, snapshot: before.snapshot),
            madeFrom: record)
        guard published else { return nil }
        ledger.record(refresh, of: record.key)
        do {
            try await store(refresh, of: record.key)
        } catch {
            logger.error("cannot store the failure of a refresh", metadata: ["error": "\(error)"])
        }
        report(failure: message, of: record, before: before)
        return RefreshFailure(key: record.key, url: record.url, message: message)
    }

    /// One plain sentence; our own errors are that already.
    static func sentence(for error: any Error) -> String {
        switch error {
        case let failure as GitFailure: failure.message
        case is CancellationError: "the refresh was cancelled"
        default: "\(error)"
        }
    }

    /// Whether the refresh was given up because the server stops: nothing to remember, what was before holds.
    private static func isCancellation(_ error: any Error) -> Bool {
        error is CancellationError || (error as? GitFailure)?.code == .cancelled
    }

    private func report(success snapshot: CatalogSnapshot, of record: CatalogRecord, following before: PublishedCatalog)
    {
        guard snapshot.commit != before.snapshot?.commit || before.lastRefresh?.error != nil else { return }
        logger.info(
            "catalog refreshed",
            metadata: [
                "catalog": "\(record.key.name)", "environment": "\(record.key.environment)",
                "commit": "\(snapshot.commit)", "templates": "\(snapshot.templates.count)",
                "versions": "\(snapshot.versionCount)",
            ])
    }

    /// Says when the remote's history was rewritten or the mirror had to be cloned anew: both are followed, neither is usual.
    private func report(unusual source: CatalogSource, of record: CatalogRecord) {
        guard case .mirror(_, let update) = source else { return }
        let metadata: Logger.Metadata = [
            "catalog": "\(record.key.name)", "environment": "\(record.key.environment)", "commit": "\(update.commit)",
        ]
        if update.rewritten {
            logger.notice("the remote's history was rewritten, or its repository replaced", metadata: metadata)
        }
        if update.recloned { logger.notice("the mirror was damaged and has been cloned anew", metadata: metadata) }
    }

    /// A failure that lasts is one warning, not a stream.
    private func report(failure message: String, of record: CatalogRecord, before: PublishedCatalog) {
        logger.log(
            level: before.lastRefresh?.error == message ? .debug : .warning,
            before.snapshot == nil
                ? "catalog refresh failed" : "catalog refresh failed; the last good snapshot is served",
            metadata: [
                "catalog": "\(record.key.name)", "environment": "\(record.key.environment)", "error": "\(message)",
            ])
    }
}
