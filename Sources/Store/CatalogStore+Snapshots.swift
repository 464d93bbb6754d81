package import Catalog
import Foundation
internal import GRDB

extension CatalogStore {
    /// Every catalog's last good snapshot and last refresh.
    ///
    /// A template whose stored bytes cannot be read, as after a change of their format, is left out, and its snapshot
    /// then has an empty commit, so that the next refresh reads the catalog again; a snapshot of which nothing can be read is nil.
    package func loadSnapshots() throws -> [CatalogKey: StoredSnapshot] {
        try read { database in
            var snapshots: [CatalogKey: StoredSnapshot] = [:]
            for row in try Row.fetchAll(database, sql: SQL.snapshots) {
                let key = try Self.key(row)
                snapshots[key] = StoredSnapshot(
                    snapshot: try Self.snapshot(row, in: database), refresh: try Self.refresh(row))
            }
            return snapshots
        }
    }

    /// Stores a snapshot with its contents in one transaction: templates that are stored already, of the same tree and
    /// with the same bytes, are left as they are; contents that are stored already are not asked for.
    ///
    /// - Parameter changes: what differs from the commit before. When that is the one that is stored, only this is looked at,
    ///   whatever the size of the catalog; otherwise, and without it, everything is.
    /// - Throws: ``StoreError`` with `not-found` when the catalog was removed meanwhile; what `contents` throws.
    package func publish(
        _ snapshot: CatalogSnapshot, for key: CatalogKey, changes: CatalogChanges? = nil, refresh: RefreshRecord,
        contents: @escaping (ContentID) throws -> [UInt8]
    ) throws {
        var failure: (any Error)?
        try write { database in
            let catalog = try Self.catalogID(key, in: database)
            do {
                let writer = SnapshotWriter(database: database, catalog: catalog, contents: contents)
                if let changes, try writer.storedCommit() == changes.base {
                    try writer.store(changes, of: snapshot)
                } else {
                    try writer.store(snapshot)
                }
            } catch {
                failure = error
                throw error
            }
            try database.execute(
                sql: SQL.saveSnapshot,
                arguments: [catalog, snapshot.commit, Data(DiagnosticCodec.encode(snapshot.diagnostics))])
            try Self.save(refresh, of: catalog, in: database)
        } orThrow: {
            failure
        }
    }

    /// Stores how a refresh went that published nothing new.
    package func recordRefresh(_ refresh: RefreshRecord, for key: CatalogKey) throws {
        try write { database in
            try Self.save(refresh, of: try Self.catalogID(key, in: database), in: database)
        }
    }

    /// Runs a transaction; an error of the caller's own is thrown as it is, one of SQLite as ``StoreError``.
    private func write(_ body: (Database) throws -> Void, orThrow own: () -> (any Error)?) throws {
        do {
            try write(body)
        } catch {
            if let own = own(), !(own is DatabaseError) { throw own }
            throw error
        }
    }
}

extension CatalogStore {
    private static func catalogID(_ key: CatalogKey, in database: Database) throws -> Int64 {
        let id = try Int64.fetchOne(database, sql: SQL.catalogID, arguments: [key.environment, key.name])
        guard let id else { throw StoreError(.notFound, "there is no catalog \(key.name) any more") }
        return id
    }

    private static func save(_ refresh: RefreshRecord, of catalog: Int64, in database: Database) throws {
        try database.execute(
            sql: SQL.saveRefresh,
            arguments: [
                catalog, refresh.started.milliseconds, refresh.finished.milliseconds, refresh.commit, refresh.error,
            ])
    }

    private static func snapshot(_ row: Row, in database: Database) throws -> CatalogSnapshot? {
        guard let commit = try row.decode(String?.self, forColumn: "snapshot_commit") else { return nil }
        var templates: [Template] = []
        var isWhole = true
        let bodies = try Data.fetchCursor(database, sql: SQL.templates, arguments: [row["id"] as Int64])
        while let body = try bodies.next() {
            if let template = try? TemplateCodec.decode([UInt8](body)) {
                templates.append(template)
            } else {
                isWhole = false
            }
        }
        if templates.isEmpty, !isWhole { return nil }
        let diagnostics = try? DiagnosticCodec.decode([UInt8](try row.decode(Data.self, forColumn: "diagnostics")))
        return CatalogSnapshot(
            commit: isWhole && diagnostics != nil ? commit : "", templates: templates, diagnostics: diagnostics ?? [])
    }

    static func refresh(_ row: Row) throws -> RefreshRecord? {
        guard let started = try row.decode(Int64?.self, forColumn: "started"),
            let finished = try row.decode(Int64?.self, forColumn: "finished")
        else { return nil }
        return RefreshRecord(
            started: Moment(milliseconds: started), finished: Moment(milliseconds: finished),
            commit: try row.decode(String?.self, forColumn: "refresh_commit"),
            error: try row.decode(String?.self, forColumn: "error"))
    }

}
