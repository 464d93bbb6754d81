internal import GRDB

/// A template that a search found.
public struct TemplateMatch: Sendable, Hashable {
    /// The catalog it is in.
    public let catalog: CatalogKey
    /// Its folder in that catalog, such as `infra-templates/ipsec`.
    public let folderPath: String

    /// A match in a catalog's folder.
    public init(catalog: CatalogKey, folderPath: String) {
        self.catalog = catalog
        self.folderPath = folderPath
    }
}

extension CatalogStore {
    /// The templates of any catalog that have every word, or the beginning of it, in their name, description, categories,
    /// labels or README; the best first, at most ``SearchLimits/results``. None for a query without words.
    public func search(_ query: SearchQuery) throws -> [TemplateMatch] {
        guard !query.words.isEmpty else { return [] }
        return try read { database in
            let statement = try database.cachedStatement(sql: SQL.search)
            return try Row.fetchAll(statement, arguments: [query.expression, SearchLimits.results]).map { row in
                TemplateMatch(
                    catalog: try Self.key(row), folderPath: try row.decode(String.self, forColumn: "folder_path"))
            }
        }
    }
}
