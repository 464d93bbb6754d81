import Catalog
import Diagnostics
import Foundation
internal import GRDB

/// Examines the database as a file, as SQLite's pages and as tables, and its rows when all that is in order.
struct DatabaseExamination {
    /// The most sentences of SQLite's own that are shown.
    private static let shownProblems = 10

    let path: String
    let directory: String
    let report: (StoreFinding) -> Void
    /// The catalogs with a sealed credential.
    private(set) var sealed: [SealedCredential] = []
    /// The catalogs without one.
    private(set) var open: [CatalogKey] = []
    /// Whether all catalogs could be read.
    private(set) var isComplete = false

    init(path: String, directory: String, report: @escaping (StoreFinding) -> Void) {
        self.path = path
        self.directory = directory
        self.report = report
    }

    mutating func run() {
        let isMarked = FileManager.default.fileExists(atPath: CatalogStore.damageMark(path))
        if isMarked {
            reportDamage(.databaseMarked, "a server found the database damaged", at: CatalogStore.damageMark(path))
        }
        guard FileManager.default.fileExists(atPath: path) else { return reportMissing() }
        do {
            try ReadOnlyDatabase.read(path) { database in
                guard try examineSchema(database), try examinePages(database) else { return }
                let names = try readCatalogs(database)
                try RowExamination(database: database, path: path, names: names, report: report).run()
            }
        } catch {
            isComplete = false
            reportFailure(error)
        }
        if isMarked { isComplete = false }
        if sealed.isEmpty, open.isEmpty {
            for record in StoreExamination.records(in: path) { keep(record) }
        }
    }

    /// Whether the tables are those that this program knows.
    private func examineSchema(_ database: Database) throws -> Bool {
        let applied = try Schema.migrator.appliedIdentifiers(database)
        guard try Schema.migrator.hasBeenSuperseded(database) else {
            return try !applied.isEmpty || reportNoTables(database)
        }
        guard applied.allSatisfy(Self.isMigration) else {
            reportDamage(.databaseDamaged, "the names of the migrations are no names", at: path)
            return false
        }
        report(
            StoreFinding(
                .databaseTooNew, .error, "the database was made by a newer version of Muster", at: path,
                help: "use that version"))
        return false
    }

    /// Whether a migration's name is known, or can be that of a later one: `NUMBER: words`. Any other was overwritten.
    private static func isMigration(_ name: String) -> Bool {
        let known = Schema.migrator.migrations
        let number = name.split(separator: ":").first.flatMap { Int($0) } ?? 0
        return known.contains(name) || number > known.count
    }

    /// Tells an empty database from one that lost its list of migrations; false, because neither can be examined further.
    private func reportNoTables(_ database: Database) throws -> Bool {
        guard try Row.fetchOne(database, sql: "SELECT 1 FROM sqlite_master") == nil else {
            reportDamage(.databaseDamaged, "the database does not say which tables it has", at: path)
            return false
        }
        report(
            StoreFinding(
                .databaseEmpty, .warning, "the database is empty; the next start makes its tables, without catalogs",
                at: path, help: "restore it from a copy if clients had added catalogs"))
        return false
    }

    /// Whether SQLite finds every page and every index as it should be.
    private func examinePages(_ database: Database) throws -> Bool {
        let sentences = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(Self.shownProblems))")
        // What cannot be checked on a database opened for reading is not damaged by that.
        let problems = sentences.filter { $0 != "ok" && !$0.hasPrefix("unable to validate") }
        for problem in problems {
            let line = problem.split(whereSeparator: \.isNewline).joined(separator: " ")
            reportDamage(.databaseDamaged, "SQLite says \(line)", at: path)
        }
        return problems.isEmpty
    }

    /// Reads the catalogs as opening the store does; their names by row.
    private mutating func readCatalogs(_ database: Database) throws -> [Int64: String] {
        var names: [Int64: String] = [:]
        isComplete = true
        let rows = try Row.fetchCursor(database, sql: SQL.salvage)
        while let next = try rows.next() {
            let row = next.copy()
            guard let record = try? CatalogStore.record(row) else {
                isComplete = false
                reportDamage(.catalogUnreadable, "the row of a catalog cannot be read", at: path)
                continue
            }
            names[try row.decode(Int64.self, forColumn: "id")] = record.key.sentence
            keep(record)
        }
        return names
    }

    private mutating func keep(_ record: CatalogRecord) {
        if let bytes = record.sealedCredential {
            sealed.append(SealedCredential(key: record.key, bytes: bytes))
        } else {
            open.append(record.key)
        }
    }

    private func reportMissing() {
        let others = ["muster.key", "mirrors"].filter {
            FileManager.default.fileExists(atPath: "\(directory)/\($0)")
        }
        guard let other = others.first else { return }
        report(
            StoreFinding(
                .databaseMissing, .warning, "there is no database beside \(other); the next start makes an empty one",
                at: path, help: "restore it from a copy if clients had added catalogs"))
    }

    private func reportDamage(_ code: DiagnosticCode, _ message: String, at path: String) {
        report(
            StoreFinding(
                code, .error, message, at: path,
                help: "--repair does what the next start does: moves it aside and keeps the catalogs it can read",
                repair: .moveDatabaseAside))
    }

    /// What stopped the examination: damage, or something about the machine.
    private func reportFailure(_ error: any Error) {
        let failure = StoreError(error, at: path)
        // A table or column that is not there.
        let lacksTable = (error as? DatabaseError)?.resultCode == .SQLITE_ERROR
        if failure.code == .damaged || lacksTable {
            let words = (error as? DatabaseError)?.message ?? "a value has another type than its column"
            return reportDamage(.databaseDamaged, "the database cannot be read (\(words))", at: path)
        }
        report(
            StoreFinding(
                .databaseUnreadable, .error, "the database cannot be read: \(failure.description)", at: path,
                help: "check its owner, its permissions and the disk, then run doctor again"))
    }
}
