package import Catalog
import Foundation
internal import GRDB

/// Catalogs and their last good snapshots in one SQLite database, `muster.sqlite` in the data directory.
///
/// Write-ahead logging, so that readers never wait for the writer; `synchronous = FULL`, so that a catalog that a client
/// was told is there survives a loss of power. A commit costs a flush, and there are few of them. A process killed at any
/// moment leaves the state after its last commit.
package final class CatalogStore: Sendable {
    /// The largest content that is stored, in bytes: no larger one is served.
    package static let largestContent = CatalogLimits().versionBytes

    /// The bytes that the write-ahead log keeps on the disk after a checkpoint; a first refresh may make it far longer.
    static let largestIdleLog = 16 << 20

    /// What was found and mended when the store was opened, in sentences for the log.
    package let notices: [String]
    let path: String
    let pool: DatabasePool
    private let lock: DirectoryLock

    /// Opens the store of a data directory, and makes both when they are missing. Holds the directory until the store
    /// is released: a second process is refused.
    ///
    /// A damaged database is moved aside; what can still be read of its catalogs is kept.
    package convenience init(directory: String) throws {
        try self.init(directory: directory, lock: try DirectoryLock(directory: directory))
    }

    /// Opens the store of a data directory that is held already.
    ///
    /// - Parameter busySeconds: how long a statement waits for another process, such as a backup, that has the database
    ///   locked.
    init(directory: String, lock: DirectoryLock, busySeconds: Double = 5) throws {
        self.lock = lock
        path = directory + "/muster.sqlite"
        do {
            pool = try Self.open(path, busySeconds)
            notices = []
        } catch let error as StoreError where error.code == .damaged {
            let (aside, kept) = try DatabaseRecovery(path: path).run()
            pool = try Self.open(path, busySeconds)
            notices = [
                "the database was damaged and is now \(aside); \(kept) catalogs of it were kept, their templates are read again"
            ]
        }
    }

    /// Closes the database and lets go of the data directory. What is asked of the store afterwards fails.
    package func close() throws {
        try pool.close()
        lock.release()
    }

    /// Every catalog's record, ordered by name, then environment.
    package func catalogs() throws -> [CatalogRecord] {
        try read { database in try Self.records(in: database) }
    }

    /// Adds a catalog, or changes the one with the same key; its snapshot stays.
    ///
    /// - Parameter previous: the key that the catalog had before; its snapshot goes with it. Nothing is renamed when there
    ///   is none of this key.
    package func save(_ record: CatalogRecord, replacing previous: CatalogKey? = nil) throws {
        let (old, new) = (previous ?? record.key, record.key)
        try write { database in
            if old != new {
                try database.execute(
                    sql: SQL.renameCatalog, arguments: [new.environment, new.name, old.environment, old.name])
            }
            try Self.save(record, in: database)
        }
    }

    static func save(_ record: CatalogRecord, in database: Database) throws {
        try database.execute(
            sql: SQL.saveCatalog,
            arguments: [
                record.key.environment, record.key.name, record.url, record.branch, record.kind, record.origin.rawValue,
                record.sealedCredential.map { Data($0) },
            ])
    }

    /// Removes a catalog with its snapshot. Its contents go with the next ``collectGarbage(limit:)``.
    package func remove(_ key: CatalogKey) throws {
        try write { database in
            try database.execute(sql: SQL.removeCatalog, arguments: [key.environment, key.name])
        }
    }

    /// The commit of every catalog's stored snapshot.
    package func commits() throws -> [CatalogKey: String] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: SQL.storedCommits)
            return Dictionary(
                rows.map { (CatalogKey(environment: $0["environment"], name: $0["name"]), $0["commit_id"]) }
            ) { first, _ in first }
        }
    }

    /// Looks at most at `limit` contents that templates have let go of, and removes those that no other one needs.
    ///
    /// - Returns: how many were looked at; fewer than `limit` when there are no more.
    @discardableResult
    package func collectGarbage(limit: Int) throws -> Int {
        try write { database in
            let released = try Data.fetchAll(database, sql: SQL.releasedContents, arguments: [max(0, limit)])
            for content in released {
                try database.cachedStatement(sql: SQL.removeReleased).execute(arguments: [content])
                try database.cachedStatement(sql: SQL.forgetReleased).execute(arguments: [content])
            }
            return released.count
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.read(body)
        } catch {
            throw failure(error)
        }
    }

    @discardableResult
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.write(body)
        } catch {
            throw failure(error)
        }
    }

    /// What a failure means. Damage is marked, because the next start need not read the page that has it.
    private func failure(_ error: any Error) -> StoreError {
        let failure = StoreError(error, at: path)
        if failure.code == .damaged {
            _ = FileManager.default.createFile(atPath: Self.damageMark(path), contents: nil)
        }
        return failure
    }

    static func records(in database: Database) throws -> [CatalogRecord] {
        try Row.fetchAll(database, sql: SQL.catalogs).map(record)
    }

    /// - Throws: what GRDB throws for a value of another type, as in a damaged row; its subscripts would trap.
    static func record(_ row: Row) throws -> CatalogRecord {
        CatalogRecord(
            key: try key(row), url: try row.decode(String.self, forColumn: "url"),
            branch: try row.decode(String.self, forColumn: "branch"),
            kind: try row.decode(String.self, forColumn: "kind"),
            origin: CatalogRecord.Origin(rawValue: try row.decode(String.self, forColumn: "origin")) ?? .client,
            sealedCredential: try row.decode(Data?.self, forColumn: "sealed_credential").map { [UInt8]($0) })
    }

    static func key(_ row: Row) throws -> CatalogKey {
        CatalogKey(
            environment: try row.decode(String.self, forColumn: "environment"),
            name: try row.decode(String.self, forColumn: "name"))
    }
}

extension CatalogStore {
    /// The file that says that the database beside it was found damaged.
    static func damageMark(_ path: String) -> String { path + ".is-damaged" }

    private static func open(_ path: String, _ busySeconds: Double) throws -> DatabasePool {
        try DatabaseRecovery(path: path).finish()
        if FileManager.default.fileExists(atPath: damageMark(path)) {
            throw StoreError(.damaged, "\(path) was found damaged")
        }
        return try makePool(path, busySeconds)
    }

    /// The database of a path, brought to the newest schema.
    static func makePool(_ path: String, _ busySeconds: Double) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA journal_size_limit = \(largestIdleLog)")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            if try pool.read({ try Schema.migrator.hasBeenSuperseded($0) }) {
                throw StoreError(
                    .tooNew, "\(path) was made by a newer version of Muster; use that one, or another --data-dir")
            }
            try Schema.migrator.migrate(pool)
            _ = try pool.read { try records(in: $0) }
            return pool
        } catch {
            throw StoreError(error, at: path)
        }
    }
}
