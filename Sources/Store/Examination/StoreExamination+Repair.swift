package import Catalog
package import Diagnostics
import Foundation
internal import GRDB

extension StoreExamination {
    /// Repairs what was found; what was done, to be told. No catalog is removed.
    ///
    /// `readingAgain` says which catalogs the next start can read again from the disk: those are stored anew as a whole
    /// then. The others go on serving what is left, until a refresh.
    package func repair(_ repairs: [StoreRepair], readingAgain: (CatalogKey) -> Bool) throws -> [Diagnostic] {
        var done: [Diagnostic] = []
        if repairs.contains(.restrictDirectory) {
            try DirectoryAccess(to: directory).restrict()
            done.append(Self.repaired("the data directory can be used by its owner alone", at: directory))
        }
        if repairs.contains(.restrictKey) {
            try restrictKey()
            done.append(Self.repaired("the key can be used by its owner alone", at: keyFile))
        }
        let rows = repairs.filter { $0 != .restrictKey && $0 != .restrictDirectory }
        if rows.contains(.moveDatabaseAside) {
            _ = FileManager.default.createFile(atPath: CatalogStore.damageMark(database), contents: nil)
            let store = try CatalogStore(directory: directory, lock: lock)
            done += store.notices.map { Self.repaired($0, at: database) }
            try store.pool.close()
        } else if !rows.isEmpty {
            let store = try CatalogStore(directory: directory, lock: lock)
            let sentences = try store.write { database in
                var repair = RowRepair(database: database)
                return try repair.perform(rows, readingAgain: readingAgain)
            }
            done += sentences.map { Self.repaired($0, at: database) }
            try store.pool.close()
        }
        return done
    }

    private func restrictKey() throws(StoreError) {
        do {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile)
        } catch {
            throw StoreError(.readOnly, "the permissions of \(keyFile) cannot be changed; its owner can")
        }
    }

    private static func repaired(_ message: String, at path: String) -> Diagnostic {
        Diagnostic(.repaired, .note, message, at: .wholeFile(path))
    }
}

/// Repairs rows in one transaction.
struct RowRepair {
    let database: Database
    /// The catalogs whose snapshots are no longer whole.
    private var catalogs: Set<Int64> = []
    private var templates = 0
    private var contents = 0
    private var others = 0

    init(database: Database) { self.database = database }

    /// What was done, in sentences.
    mutating func perform(_ repairs: [StoreRepair], readingAgain: (CatalogKey) -> Bool) throws -> [String] {
        for repair in repairs { try perform(repair) }
        let read = try readAgain(from: readingAgain)
        let counts = [
            (templates, "templates that could not be decoded were removed"),
            (contents, "contents with other bytes than their ids say were removed"),
            (others, "other rows that could not be used were removed"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" } + read
    }

    private mutating func perform(_ repair: StoreRepair) throws {
        switch repair {
        case .removeTemplate(let id):
            try markCatalog(ofTemplate: id)
            try database.execute(sql: SQL.removeTemplate, arguments: [id])
            templates += database.changesCount
        case .storeTemplateAgain(let id): try storeAgain(template: id)
        case .removeContent(let row): try remove(content: row)
        case .readAgain(let catalog): catalogs.insert(catalog)
        case .forgetRefresh(let catalog):
            try database.execute(sql: SQL.removeRefresh, arguments: [catalog])
            others += database.changesCount
        case .removeStrays: try removeStrays()
        case .restrictDirectory, .restrictKey, .moveDatabaseAside: break
        }
    }

    /// A tree that no folder has: the next publication takes the template for another one.
    private mutating func storeAgain(template: Int64) throws {
        try markCatalog(ofTemplate: template)
        try database.execute(sql: SQL.forgetTree, arguments: [template])
    }

    private mutating func remove(content row: Int64) throws {
        for template in try Int64.fetchAll(database, sql: SQL.needingTemplates, arguments: [row]) {
            try storeAgain(template: template)
        }
        try database.execute(sql: SQL.removeContent, arguments: [row])
        contents += database.changesCount
    }

    private mutating func removeStrays() throws {
        // By its row, because what else hangs on a template goes with it.
        for template in try Int64.fetchAll(database, sql: SQL.strayTemplates) {
            try database.execute(sql: SQL.removeTemplate, arguments: [template])
            others += database.changesCount
        }
        for sql in SQL.removeStrays {
            try database.execute(sql: sql)
            others += database.changesCount
        }
    }

    private mutating func markCatalog(ofTemplate id: Int64) throws {
        let statement = try database.cachedStatement(sql: SQL.catalogOfTemplate)
        if let catalog = try Int64.fetchOne(statement, arguments: [id]) { catalogs.insert(catalog) }
    }

    /// Has the catalogs read again: without a snapshot by a start, from the mirror; with an empty commit by a refresh.
    private func readAgain(from isOnDisk: (CatalogKey) -> Bool) throws -> [String] {
        let empty = Data(DiagnosticCodec.encode([]))
        return try catalogs.sorted().compactMap { id in
            guard let row = try Row.fetchOne(database, sql: SQL.catalogKey, arguments: [id]) else { return nil }
            let key = try CatalogStore.key(row)
            guard isOnDisk(key) else {
                try database.execute(sql: SQL.markSnapshot, arguments: [empty, id])
                return "\(key.sentence) is read again by the next refresh; until then something of it is missing"
            }
            try database.execute(sql: SQL.removeSnapshot, arguments: [id])
            return "\(key.sentence) is read again from its mirror by the next start"
        }
    }
}

extension SQL {
    static let catalogKey = "SELECT environment, name FROM catalog WHERE id = ?"
    static let catalogOfTemplate = "SELECT catalog_id FROM template WHERE id = ?"
    static let forgetTree = "UPDATE template SET tree = zeroblob(20) WHERE id = ?"
    static let needingTemplates = """
        SELECT n.template_id FROM content c JOIN template_content n ON n.content_id = c.id WHERE c.rowid = ?
        """
    static let removeContent = "DELETE FROM content WHERE rowid = ?"
    static let removeRefresh = "DELETE FROM refresh WHERE catalog_id = ?"
    static let removeSnapshot = "DELETE FROM snapshot WHERE catalog_id = ?"
    static let markSnapshot = "UPDATE snapshot SET commit_id = '', diagnostics = ? WHERE catalog_id = ?"
    static let strayTemplates = "SELECT id FROM template WHERE catalog_id NOT IN (SELECT id FROM catalog)"
    static let removeStrays = [
        "DELETE FROM snapshot WHERE catalog_id NOT IN (SELECT id FROM catalog)",
        "DELETE FROM refresh WHERE catalog_id NOT IN (SELECT id FROM catalog)",
        "DELETE FROM template_content WHERE template_id NOT IN (SELECT id FROM template)",
    ]
}
