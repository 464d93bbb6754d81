import Catalog
import HTTPTypes
import Service
import Store

extension APIResponder {
    /// Waits for catalogs that a request is about and that are fetched for the first time: until they are there, or were tried,
    /// nobody may take them for missing. Rancher's server does when it reads a 404 or an empty list.
    ///
    /// - Throws: ``APIError`` when a catalog that the request names is not there after ``APILimits/firstPassWait``.
    func awaitCatalogs(of route: Route, _ client: ClientRequest) async throws {
        if route.listsTemplates { await operations.awaitFirstPass() }
        try await awaitCatalogs(named: route.namedCatalogs + route.filteredCatalogs(client.query), client)
    }

    /// Waits for catalogs by their names; see ``awaitCatalogs(of:_:)``.
    func awaitCatalogs(named names: [String], _ client: ClientRequest) async throws {
        if names.isEmpty { return }
        let missing = await operations.awaitCatalogs(
            Set(names), in: client.environmentOrGlobal, atMost: .seconds(configuration.limits.firstPassWait))
        if let name = missing.first { throw APIError.fetching(name) }
        for name in names {
            let catalog = operations.publication.catalog(named: name, visibleIn: client.environmentOrGlobal)
            // What the operator's catalog has is not known before it was stored once, however often its remote failed.
            if let catalog, catalog.key.isGlobal, catalog.snapshot == nil, let failure = catalog.lastRefresh?.error {
                throw APIError.neverFetched(name, failure)
            }
        }
    }
}

extension Route {
    /// Whether the answer shows templates of every catalog that the client sees.
    fileprivate var listsTemplates: Bool {
        switch self {
        // An environment's stacks may be of any catalog.
        case .templates, .templateVersions, .infraBundles, .environments, .environment: true
        default: false
        }
    }

    /// The catalogs whose templates the path names.
    fileprivate var namedCatalogs: [String] {
        switch self {
        case .template(let id), .templateVersion(let id), .questionsSchema(let id), .upgradePlan(let id),
            .environment(let id):
            TemplateID(parsing: id).map { [$0.catalog] } ?? []
        default: []
        }
    }

    /// The catalog that a list is limited to.
    fileprivate func filteredCatalogs(_ query: RequestQuery) -> [String] {
        switch self {
        case .templates, .templateVersions:
            [TemplateFilter(query).catalog].filter { !$0.isEmpty }
        case .infraBundles:
            [query.first("catalogId"), TemplateID(parsing: query.first("projectTemplate"))?.catalog ?? ""].filter {
                !$0.isEmpty
            }
        default: []
        }
    }
}

extension APIError {
    /// The seconds after which a client asks again for a catalog that is being fetched.
    private static let fetchingRetry = 5

    /// The refusal while none of a catalog's refreshes went well.
    static func neverFetched(_ catalog: String, _ failure: String) -> APIError {
        APIError(
            status: .serviceUnavailable, code: "catalog-fetching",
            message: "Catalog \(catalog) could not be fetched yet: \(failure)", retryAfter: fetchingRetry)
    }

    /// The refusal while a catalog is fetched for the first time.
    static func fetching(_ catalog: String) -> APIError {
        APIError(
            status: .serviceUnavailable, code: "catalog-fetching",
            message: "Catalog \(catalog) is being fetched for the first time; ask again in \(fetchingRetry) seconds",
            retryAfter: fetchingRetry)
    }
}
