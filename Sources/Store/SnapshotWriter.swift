import Catalog
import Foundation
internal import GRDB

/// Writes the templates of one catalog with their contents, inside a transaction.
struct SnapshotWriter {
    let database: Database
    let catalog: Int64
    let contents: (ContentID) throws -> [UInt8]

    private struct StoredTree {
        let id: Int64
        let tree: Data
    }

    /// The commit that is stored; nil when none is.
    func storedCommit() throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: SQL.storedCommit), arguments: [catalog])
    }

    /// Brings everything that is stored to the snapshot.
    func store(_ snapshot: CatalogSnapshot) throws {
        var stored = try storedTrees()
        for template in snapshot.templates {
            if let known = stored.removeValue(forKey: Array(template.folderPath.utf8)) {
                if try isStored(template, as: known) { continue }
                try remove(known.id)
            }
            try store(template)
        }
        for gone in stored.values { try remove(gone.id) }
    }

    /// Brings the stored snapshot that the changes begin at to the new one.
    func store(_ changes: CatalogChanges, of snapshot: CatalogSnapshot) throws {
        for path in changes.paths {
            let statement = try database.cachedStatement(sql: SQL.templateID)
            if let id = try Int64.fetchOne(statement, arguments: [catalog, path]) { try remove(id) }
            if let template = snapshot.template(atPath: path) { try store(template) }
        }
    }

    private func storedTrees() throws -> [[UInt8]: StoredTree] {
        let rows = try Row.fetchCursor(database, sql: SQL.templateTrees, arguments: [catalog])
        // By bytes: git and SQLite tell two spellings of one accented letter apart, `String` does not.
        var trees: [[UInt8]: StoredTree] = [:]
        while let row = try rows.next() {
            let path = try row.decode(String.self, forColumn: "folder_path")
            let tree = try row.decode(Data.self, forColumn: "tree")
            trees[Array(path.utf8)] = StoredTree(id: try row.decode(Int64.self, forColumn: "id"), tree: tree)
        }
        return trees
    }

    /// Whether a template is stored as it would be now. The same tree is not enough: a body that can no longer be
    /// decoded would never be replaced.
    private func isStored(_ template: Template, as known: StoredTree) throws -> Bool {
        guard known.tree == Data(template.tree.bytes) else { return false }
        let statement = try database.cachedStatement(sql: SQL.isSameBody)
        return try Bool.fetchOne(statement, arguments: [Data(TemplateCodec.encode(template)), known.id]) ?? false
    }

    private func remove(_ id: Int64) throws {
        try database.cachedStatement(sql: SQL.removeTemplate).execute(arguments: [id])
    }

    private func store(_ template: Template) throws {
        try database.cachedStatement(sql: SQL.saveTemplate).execute(
            arguments: [
                catalog, template.folderPath, Data(template.tree.bytes), Data(TemplateCodec.encode(template)),
            ])
        let id = database.lastInsertedRowID
        for file in template.allFiles where file.size <= CatalogStore.largestContent {
            let content = Data(file.content.bytes)
            if try Row.fetchOne(database.cachedStatement(sql: SQL.hasContent), arguments: [content]) == nil {
                try database.cachedStatement(sql: SQL.saveContent)
                    .execute(arguments: [content, Data(try contents(file.content))])
            }
            try database.cachedStatement(sql: SQL.needContent).execute(arguments: [id, content])
        }
        try index(template, as: id)
    }

    /// Makes the template findable by its words.
    private func index(_ template: Template, as id: Int64) throws {
        let readme = try template.readme.flatMap { file in
            try Data.fetchOne(
                database.cachedStatement(sql: SQL.contentStart),
                arguments: [SearchLimits.readmeBytes, Data(file.content.bytes)])
        }
        let labels = template.labels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        try database.cachedStatement(sql: SQL.indexTemplate).execute(
            arguments: [
                id, "\(template.name) \(template.folderName)", template.description,
                template.allCategories.joined(separator: " "), labels.joined(separator: " "),
                String(decoding: readme ?? Data(), as: UTF8.self),
            ])
    }
}

extension Template {
    /// Every file that is served: the icon, the README, and each version's files with its README among them.
    var allFiles: [TemplateFile] {
        [icon, readme].compactMap { $0 } + versions.flatMap(\.files)
    }
}
