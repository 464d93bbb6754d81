public import Catalog
import Foundation
internal import GRDB

/// Catalogs and their last good snapshots in one SQLite database, `muster.sqlite` in the data directory.
///
/// Write-ahead logging, so that readers never wait for the writer; `synchronous = FULL`, so that a catalog that a client
/// was told is there survives a loss of power. A commit costs a flush, and there are few of them. A process killed at any
/// moment leaves the state after its last commit.
public final class CatalogStore: Sendable {
    /// The largest content that is stored, in bytes.
    public static let largestContent = 64 << 20

    /// What was found and mended when the store was opened, in sentences for the log.
    public let notices: [String]
    let path: String
    let pool: DatabasePool
    private let lock: DirectoryLock

    /// Opens the store of a data directory, and makes both when they are missing. Holds the directory until the store
    /// is released: a second process is refused.
    ///
    /// A damaged database is moved aside; what can still be read of its catalogs is kept.
    public convenience init(directory: String) throws {
        try self.init(directory: directory, lock: try DirectoryLock(directory: directory))
    }

    /// Opens the store of a data directory that is held already.
    init(directory: String, lock: DirectoryLock) throws {
        self.lock = lock
        path = directory + "/muster.sqlite"
        do {
            pool = try Self.open(path)
            notices = []
        } catch let error as StoreError where error.code == .damaged {
            let aside = try Self.moveAside(path)
            let kept = Self.salvage(aside)
            pool = try Self.openUnmarked(path)
            notices = [
                "the database was damaged and is now \(aside); \(kept.count) catalogs of it were kept, their templates are read again"
            ]
            for record in kept { try save(record) }
            // Last, so that the next start sees a recovery that was interrupted.
            try? FileManager.default.removeItem(atPath: Self.damageMark(path))
        }
    }

    /// Closes the database and lets go of the data directory. What is asked of the store afterwards fails.
    public func close() throws {
        try pool.close()
        lock.release()
    }

    /// Every catalog's record, ordered by name, then environment.
    public func catalogs() throws -> [CatalogRecord] {
        try read { database in try Self.records(in: database) }
    }

    /// Adds a catalog, or changes the one with the same key; its snapshot stays.
    public func save(_ record: CatalogRecord) throws {
        try write { database in
            try database.execute(
                sql: SQL.saveCatalog,
                arguments: [
                    record.key.environment, record.key.name, record.url, record.branch, record.kind,
                    record.origin.rawValue, record.sealedCredential.map { Data($0) },
                ])
        }
    }

    /// Gives a catalog another key; its snapshot goes with it. Nothing happens when there is none.
    public func rename(from old: CatalogKey, to new: CatalogKey) throws {
        try write { database in
            try database.execute(
                sql: SQL.renameCatalog, arguments: [new.environment, new.name, old.environment, old.name])
        }
    }

    /// Removes a catalog with its snapshot. Its contents go with the next ``collectGarbage(limit:)``.
    public func remove(_ key: CatalogKey) throws {
        try write { database in
            try database.execute(sql: SQL.removeCatalog, arguments: [key.environment, key.name])
        }
    }

    /// The bytes of a stored content; nil when there is none of this id.
    public func content(_ id: ContentID) throws -> [UInt8]? {
        try read { database in
            try Data.fetchOne(database.cachedStatement(sql: SQL.content), arguments: [Data(id.bytes)]).map {
                [UInt8]($0)
            }
        }
    }

    /// Removes at most `limit` contents that no template needs (any more); the number of those removed.
    @discardableResult
    public func collectGarbage(limit: Int) throws -> Int {
        try write { database in
            try database.execute(sql: SQL.removeUnneeded, arguments: [max(0, limit)])
            return database.changesCount
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

    private static func open(_ path: String) throws -> DatabasePool {
        if FileManager.default.fileExists(atPath: damageMark(path)) {
            throw StoreError(.damaged, "\(path) was found damaged")
        }
        return try openUnmarked(path)
    }

    private static func openUnmarked(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
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

    /// Moves the database and its log to a free name beside it.
    private static func moveAside(_ path: String) throws -> String {
        let files = FileManager.default
        var number = 1
        while files.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        let aside = "\(path).damaged-\(number)"
        for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
            try files.moveItem(atPath: path + suffix, toPath: aside + suffix)
        }
        return aside
    }

    /// The catalogs that can still be read of a damaged database; none when it is no database any more.
    private static func salvage(_ path: String) -> [CatalogRecord] {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Lets SQLite read what there is of a file that is shorter than its header says.
            try database.execute(sql: "PRAGMA writable_schema = ON")
        }
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return [] }
        var kept: [CatalogRecord] = []
        try? queue.read { database in
            let rows = try Row.fetchCursor(database, sql: SQL.salvage)
            while let row = try rows.next() {
                // A copy, because only of that are values converted strictly: a mangled URL is worth nothing.
                if let record = try? record(row.copy()) { kept.append(record) }
            }
        }
        return kept
    }
}
