import Catalog
import Service

/// Catalogs that are published, and of which everything else fails.
struct BrokenCatalogs: CatalogOperations {
    let catalogs: InMemoryCatalogs
    /// What everything fails with; nil when files are gone and nothing else fails.
    let error: (any Error)?

    var publication: Publication { catalogs.publication }
    var events: EventLog { catalogs.events }
    var refreshCounts: [CatalogKey: RefreshCounts] { [:] }
    var operatorTroubles: [OperatorTrouble] { [] }
    var firstPass: [CatalogKey] { [] }

    func awaitFirstPass() async {}

    func awaitCatalogs(_ names: Set<String>, in environment: String, atMost limit: Duration) async -> [String] { [] }

    func publications() -> AsyncStream<Publication> { catalogs.publications() }

    func search(_ query: SearchQuery, in keys: Set<CatalogKey>) throws -> [TemplateMatch] {
        try fail()
        return []
    }

    func content(of id: ContentID) async throws -> [UInt8]? {
        try fail()
        return nil
    }

    func content(of id: ContentID, in range: Range<Int>) async throws -> [UInt8]? {
        try fail()
        return nil
    }

    func create(_ request: CatalogRequest, in environment: String) async throws -> PublishedCatalog {
        try fail()
        return try await catalogs.create(request, in: environment)
    }

    func update(_ name: String, with request: CatalogRequest, in environment: String) async throws -> PublishedCatalog {
        try fail()
        return try await catalogs.update(name, with: request, in: environment)
    }

    func remove(_ name: String, in environment: String) async throws -> Bool {
        try fail()
        return false
    }

    func refresh(environment: String) async throws -> [RefreshFailure] {
        try fail()
        return []
    }

    func refresh(catalog name: String, in environment: String) async throws -> RefreshFailure? {
        try fail()
        return nil
    }

    private func fail() throws { if let error { throw error } }
}
