import Foundation
internal import GRDB

/// Puts a fresh database with every catalog that can still be read in the place of a damaged one.
///
/// The fresh one is made whole beside the damaged one, which is then moved aside. So an interruption at any moment leaves
/// either the damaged one in its place, to begin again, or a fresh one that only has to be put there.
struct DatabaseRecovery {
    let path: String

    private var fresh: String { path + ".new" }

    /// Recovers; where the damaged database is now, and how many catalogs were kept.
    func run() throws -> (aside: String, kept: Int) {
        let kept = salvage()
        try remove(fresh)
        let pool = try CatalogStore.makePool(fresh, 0)
        do {
            try pool.write { database in
                for record in kept { try CatalogStore.save(record, in: database) }
            }
            // Everything into the one file that is moved.
            try pool.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
            try pool.close()
        } catch {
            throw StoreError(error, at: path)
        }
        let aside = try moveAside()
        try finish()
        return (aside, kept.count)
    }

    /// Puts a fresh database in its place when the damaged one has been moved already.
    func finish() throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path), files.fileExists(atPath: fresh) else { return }
        try? files.removeItem(atPath: CatalogStore.damageMark(path))
        do {
            try files.moveItem(atPath: fresh, toPath: path)
        } catch {
            throw StoreError(.readOnly, "\(fresh) cannot be moved to \(path); check the owner and the permissions")
        }
    }

    private func remove(_ path: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    /// Moves the database and its log to a free name beside it, the database last: as long as it is in its place, the
    /// recovery has not happened.
    private func moveAside() throws -> String {
        let files = FileManager.default
        var number = 1
        while files.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        let aside = "\(path).damaged-\(number)"
        for suffix in ["-wal", "-shm", ""] where files.fileExists(atPath: path + suffix) {
            try files.moveItem(atPath: path + suffix, toPath: aside + suffix)
        }
        return aside
    }

    /// The catalogs that can still be read; none when it is no database any more.
    private func salvage() -> [CatalogRecord] {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Lets SQLite read what there is of a file that is shorter than its header says.
            try database.execute(sql: "PRAGMA writable_schema = ON")
        }
        guard FileManager.default.fileExists(atPath: path),
            let queue = try? DatabaseQueue(path: path, configuration: configuration)
        else { return [] }
        defer { try? queue.close() }
        var kept: [CatalogRecord] = []
        try? queue.read { database in
            let rows = try Row.fetchCursor(database, sql: SQL.salvage)
            while let row = try rows.next() {
                // A copy, because only of that are values converted strictly: a mangled URL is worth nothing.
                if let record = try? CatalogStore.record(row.copy()) { kept.append(record) }
            }
        }
        return kept
    }
}
