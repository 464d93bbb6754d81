package import Catalog
internal import GRDB

extension CatalogStore {
    /// The templates of some catalogs that have every word, or the beginning of it, in their name, description, categories,
    /// labels or README; the best first, at most ``SearchLimits/results``. None for a query without words.
    ///
    /// The best are those with the greatest weight by BM25, where a name counts most and a README least. Weighing takes
    /// time for each place of each word, so words that stand in more than ``SearchLimits/weighedTemplates`` templates are not
    /// weighed: then names come first, other fields next, and READMEs last, if there are fewer than
    /// ``SearchLimits/enough`` matches before.
    package func search(_ query: SearchQuery, in catalogs: Set<CatalogKey>) throws -> [TemplateMatch] {
        guard !query.words.isEmpty else { return [] }
        return try read { database in
            let visible = try Self.keys(in: database).filter { catalogs.contains($0.value) }
            var search = TemplateSearch(database: database, catalogs: visible)
            if try search.isSelective(query) {
                try search.find(SQL.weighedSearch, query.expression)
            } else {
                for columns in TemplateSearch.tiers where search.matches.count < SearchLimits.enough {
                    try search.find(SQL.search, "\(columns): (\(query.expression))")
                }
            }
            return search.matches
        }
    }

    private static func keys(in database: Database) throws -> [Int64: CatalogKey] {
        let keys = try Row.fetchAll(database, sql: SQL.catalogKeys).map { row in
            (try row.decode(Int64.self, forColumn: "id"), try key(row))
        }
        return Dictionary(keys) { first, _ in first }
    }
}

/// One search, as it gathers what it finds.
private struct TemplateSearch {
    /// The columns that are looked through when weighing would take too long, one group after the other.
    static let tiers = ["{name}", "{description categories labels}", "{name description categories labels readme}"]

    let database: Database
    let catalogs: [Int64: CatalogKey]
    private(set) var matches: [TemplateMatch] = []
    private var seen: Set<Int64> = []

    init(database: Database, catalogs: [Int64: CatalogKey]) {
        self.database = database
        self.catalogs = catalogs
    }

    /// Whether few enough templates have the words for each place to be weighed.
    func isSelective(_ query: SearchQuery) throws -> Bool {
        var left = SearchLimits.weighedTemplates
        for word in query.words {
            let statement = try database.cachedStatement(sql: SQL.countMatches)
            left -= try Int.fetchOne(statement, arguments: [SearchQuery.expression(word), left + 1]) ?? 0
            if left < 0 { return false }
        }
        return true
    }

    /// Adds what a statement finds in the catalogs and none before has, up to the limit.
    mutating func find(_ sql: String, _ expression: String) throws {
        guard matches.count < SearchLimits.results else { return }
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: [expression])
        while matches.count < SearchLimits.results, let row = try rows.next() {
            guard seen.insert(try row.decode(atIndex: 0)).inserted,
                let catalog = catalogs[try row.decode(atIndex: 1)]
            else { continue }
            matches.append(TemplateMatch(catalog: catalog, folderPath: try row.decode(atIndex: 2)))
        }
    }
}

extension SearchQuery {
    /// The query in FTS5's own syntax: quoted, so that nothing in a word means anything to it.
    var expression: String { words.map(Self.expression).joined(separator: " ") }

    /// One word in FTS5's syntax.
    static func expression(_ word: String) -> String { "\"\(word)\"*" }
}
