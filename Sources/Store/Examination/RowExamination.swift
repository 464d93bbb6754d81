import Catalog
import Crypto
import Diagnostics
import Foundation
internal import GRDB

/// Examines the rows of a database whose pages are in order, one at a time, as the store would read them.
struct RowExamination {
    private static let readAgain = "--repair removes it; the next start or refresh reads the catalog again"

    let database: Database
    let path: String
    /// The catalogs, by row.
    let names: [Int64: String]
    let report: (StoreFinding) -> Void

    func run() throws {
        try examineParents()
        try each(SQL.everySnapshot, examineSnapshot)
        try each(SQL.everyRefresh, examineRefresh)
        try each(SQL.everyTemplate, examineTemplate)
        try examineContents()
        try examineNeed()
    }

    private func each(_ sql: String, _ examine: (Row) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: sql)
        // A copy, because only of that are values converted strictly.
        while let row = try rows.next() { try examine(row.copy()) }
    }

    private func examineParents() throws {
        var strays: [String: Int] = [:]
        try each("PRAGMA foreign_key_check") { row in
            strays[try row.decode(String.self, atIndex: 0), default: 0] += 1
        }
        for (table, count) in strays.sorted(by: { $0.key < $1.key }) {
            find(
                .strayRows, .error, "\(count) rows of the table \(table) belong to rows that are not there",
                help: "--repair removes them", repair: .removeStrays)
        }
    }

    private func examineSnapshot(_ row: Row) throws {
        let catalog = try row.decode(Int64.self, forColumn: "catalog_id")
        guard let commit = try? row.decode(String.self, forColumn: "commit_id"),
            let diagnostics = try? row.decode(Data.self, forColumn: "diagnostics"),
            (try? DiagnosticCodec.decode([UInt8](diagnostics))) != nil
        else {
            return find(
                .snapshotUnreadable, .error, "the snapshot of \(name(catalog)) cannot be read",
                help: "--repair empties it; the next start or refresh reads the catalog again",
                repair: .readAgain(catalog: catalog))
        }
        guard commit.isEmpty else { return }
        find(
            .snapshotIncomplete, .note, "of \(name(catalog)) not everything is stored",
            help: "the next refresh reads the catalog again")
    }

    private func examineRefresh(_ row: Row) throws {
        if (try? CatalogStore.refresh(row)) != nil { return }
        let catalog = try row.decode(Int64.self, forColumn: "catalog_id")
        find(
            .refreshUnreadable, .error, "how the last refresh of \(name(catalog)) went cannot be read",
            help: "--repair removes it; the next refresh stores how it went", repair: .forgetRefresh(catalog: catalog))
    }

    private func examineTemplate(_ row: Row) throws {
        let id = try row.decode(Int64.self, forColumn: "id")
        let catalog = try row.decode(Int64?.self, forColumn: "catalog_id").map(name) ?? "no catalog"
        guard let path = try? row.decode(String.self, forColumn: "folder_path"),
            (try? row.decode(Data.self, forColumn: "tree")) != nil,
            let body = try? row.decode(Data.self, forColumn: "body"),
            let template = try? TemplateCodec.decode([UInt8](body))
        else {
            let path = (try? row.decode(String.self, forColumn: "folder_path")) ?? "row \(id)"
            return find(
                .templateUnreadable, .error, "the template \(path) of \(catalog) cannot be decoded",
                help: Self.readAgain, repair: .removeTemplate(id))
        }
        // Of one that is read again anyway, this is known.
        guard try row.decode(Bool.self, forColumn: "is_whole") else { return }
        let missing = try template.allFiles.count { try isMissing($0, of: id) }
        guard missing > 0 else { return }
        find(
            .contentMissing, .error, "the template \(path) of \(catalog) needs \(missing) contents that are not stored",
            help: "--repair has the next start or refresh read the catalog again", repair: .storeTemplateAgain(id))
    }

    /// Whether a file's content is not there, or would be removed as one that nobody needs.
    private func isMissing(_ file: TemplateFile, of template: Int64) throws -> Bool {
        guard file.size <= CatalogStore.largestContent else { return false }
        let content = Data(file.content.bytes)
        let statement = try database.cachedStatement(sql: SQL.isStoredAndNeeded)
        return try Bool.fetchOne(statement, arguments: [content, template, content]) != true
    }

    private func examineContents() throws {
        let rows = try Row.fetchCursor(database, sql: SQL.everyContent)
        while let row = try rows.next() {
            let id = try row.withUnsafeData(atIndex: 1) { $0.map { [UInt8]($0) } } ?? []
            let isRight = try row.withUnsafeData(atIndex: 2) { Self.gitID(of: $0 ?? Data()) == id }
            if isRight { continue }
            find(
                .contentWrong, .error,
                "the content \(ContentID(bytes: id)?.hex ?? "of no id") has other bytes than its id says\(try user(of: id))",
                help: Self.readAgain, repair: .removeContent(row[0] as Int64))
        }
    }

    /// The id that git gives a file with these bytes.
    private static func gitID(of bytes: Data) -> [UInt8] {
        var hash = Insecure.SHA1()
        hash.update(data: Data("blob \(bytes.count)\0".utf8))
        hash.update(data: bytes)
        return [UInt8](hash.finalize())
    }

    /// One of the templates that need a content, as the end of a sentence.
    private func user(of content: [UInt8]) throws -> String {
        let statement = try database.cachedStatement(sql: SQL.needingTemplate)
        guard let row = try Row.fetchOne(statement, arguments: [Data(content)]),
            let path = try? row.decode(String.self, forColumn: "folder_path"),
            let catalog = try? row.decode(Int64.self, forColumn: "catalog_id")
        else { return "" }
        return "; the template \(path) of \(name(catalog)) needs it"
    }

    private func examineNeed() throws {
        guard let row = try Row.fetchOne(database, sql: SQL.unneeded) else { return }
        let (count, bytes) = (row[0] as Int, row[1] as Int)
        guard count > 0 else { return }
        find(
            .contentUnneeded, .note, "\(count) contents of \(bytes) bytes in all are needed by no template",
            help: "a server removes them by and by")
    }

    private func name(_ catalog: Int64) -> String { names[catalog] ?? "no catalog" }

    private func find(
        _ code: DiagnosticCode, _ severity: Severity, _ message: String, help: String, repair: StoreRepair? = nil
    ) {
        report(StoreFinding(code, severity, message, at: path, help: help, repair: repair))
    }
}

extension SQL {
    static let everySnapshot = "SELECT catalog_id, commit_id, diagnostics FROM snapshot"
    static let everyRefresh = "SELECT catalog_id, started, finished, commit_id AS refresh_commit, error FROM refresh"
    static let everyTemplate = """
        SELECT t.id, t.catalog_id, t.folder_path, t.tree, t.body, ifnull(s.commit_id, '') <> '' AS is_whole
        FROM template t LEFT JOIN snapshot s ON s.catalog_id = t.catalog_id
        """
    static let everyContent = "SELECT rowid, id, bytes FROM content"
    static let isStoredAndNeeded = """
        SELECT EXISTS (SELECT 1 FROM content WHERE id = ?)
            AND EXISTS (SELECT 1 FROM template_content WHERE template_id = ? AND content_id = ?)
        """
    static let needingTemplate = """
        SELECT t.catalog_id, t.folder_path FROM template_content n JOIN template t ON t.id = n.template_id
        WHERE n.content_id = ? LIMIT 1
        """
    static let unneeded = """
        SELECT count(*), ifnull(sum(length(c.bytes)), 0) FROM content c
        WHERE NOT EXISTS (SELECT 1 FROM template_content t WHERE t.content_id = c.id)
        """
}
