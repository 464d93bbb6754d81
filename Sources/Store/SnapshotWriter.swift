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
            let stored = try Int64.fetchOne(statement, arguments: [catalog, path])
            let template = snapshot.template(atPath: path)
            if let stored, let template {
                try update(template, as: stored)
            } else if let stored {
                try remove(stored)
            } else if let template {
                try store(template)
            }
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
        try need(template.storedContents, for: id)
        try index(TemplateWords(template, readme: readme(of: template)), as: id)
    }

    /// Brings a stored template to what it is now. What stays of its contents and words is left as it is: of a template with
    /// hundreds of versions mostly one is new.
    private func update(_ template: Template, as id: Int64) throws {
        try database.cachedStatement(sql: SQL.updateTemplate).execute(
            arguments: [Data(template.tree.bytes), Data(TemplateCodec.encode(template)), id])
        let needed = template.storedContents
        let before = try neededContents(of: id)
        try need(needed.filter { !before.contains($0) }, for: id)
        for gone in before.subtracting(needed) {
            try database.cachedStatement(sql: SQL.releaseContent).execute(arguments: [id, Data(gone.bytes)])
        }
        let words = TemplateWords(template, readme: try readme(of: template))
        if try !isIndexed(words, as: id) {
            try database.cachedStatement(sql: SQL.forgetWords).execute(arguments: [id])
            try index(words, as: id)
        }
    }

    /// Stores contents that are not there yet, and that a template needs them.
    private func need(_ needed: [ContentID], for id: Int64) throws {
        let (find, save) = (
            try database.cachedStatement(sql: SQL.hasContent), try database.cachedStatement(sql: SQL.saveContent)
        )
        let need = try database.cachedStatement(sql: SQL.needContent)
        for content in needed {
            let key = Data(content.bytes)
            if try Int.fetchOne(find, arguments: [key]) == nil {
                try save.execute(arguments: [key, Data(try contents(content))])
            }
            try need.execute(arguments: [id, key])
        }
    }

    private func neededContents(of id: Int64) throws -> Set<ContentID> {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: SQL.neededContents), arguments: [id])
        var needed: Set<ContentID> = []
        while let row = try rows.next() {
            let content = try row.withUnsafeData(atIndex: 0) { $0?.withUnsafeBytes { ContentID(bytes: $0) } }
            if let content { needed.insert(content) }
        }
        return needed
    }

    /// As much of the template's README as is searched.
    private func readme(of template: Template) throws -> [UInt8] {
        let start = try template.readme.flatMap { file in
            try Data.fetchOne(
                database.cachedStatement(sql: SQL.contentStart),
                arguments: [SearchLimits.readmeBytes, Data(file.content.bytes)])
        }
        return start.map { [UInt8]($0) } ?? []
    }

    /// Makes the template findable by its words.
    private func index(_ words: TemplateWords, as id: Int64) throws {
        try database.cachedStatement(sql: SQL.indexTemplate).execute(
            arguments: [id] + StatementArguments(words.columns))
    }

    private func isIndexed(_ words: TemplateWords, as id: Int64) throws -> Bool {
        guard let row = try Row.fetchOne(database.cachedStatement(sql: SQL.words), arguments: [id]) else {
            return false
        }
        return try words.columns.enumerated().allSatisfy { index, text in
            try row.decode(String?.self, atIndex: index).map { $0.utf8.elementsEqual(text.utf8) } ?? false
        }
    }
}

/// The words by which a template is found, column by column.
private struct TemplateWords {
    let columns: [String]

    init(_ template: Template, readme: [UInt8]) {
        let labels = template.labels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        columns = [
            "\(template.name) \(template.folderName)", template.description,
            template.allCategories.joined(separator: " "), labels.joined(separator: " "),
            String(decoding: readme, as: UTF8.self),
        ]
    }
}

extension Template {
    /// Every file that is served: the icon, the README, and each version's files with its README among them.
    var allFiles: [TemplateFile] {
        [icon, readme].compactMap { $0 } + versions.flatMap(\.files)
    }

    /// The contents that are stored of the template, each once, in the order of its files.
    fileprivate var storedContents: [ContentID] {
        var seen: Set<ContentID> = []
        return allFiles.filter { $0.size <= CatalogStore.largestContent }.map(\.content)
            .filter { seen.insert($0).inserted }
    }
}
