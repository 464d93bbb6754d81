import Catalog
import HTTPTypes
import Service

extension APIResponder {
    /// Waits for catalogs that a request is about and that are fetched for the first time: until they are there, or were tried,
    /// nobody may take them for missing. Rancher's server does when it reads a 404 or an empty list.
    ///
    /// - Throws: ``APIError`` when a catalog that the request names is not there after ``APILimits/firstPassWait``.
    func awaitCatalogs(_ call: Endpoint.Call) async throws {
        switch call.endpoint.needs(call) {
        case .nothing: break
        case .catalogs(let names): try await awaitCatalogs(named: names, call.client)
        case .everyCatalog(let names):
            await operations.awaitFirstPass()
            try await awaitCatalogs(named: names, call.client)
        }
    }

    /// Waits for catalogs by their names; see ``awaitCatalogs(_:)``.
    func awaitCatalogs(named names: [String], _ client: ClientRequest) async throws {
        if names.isEmpty { return }
        let missing = await operations.awaitCatalogs(
            Set(names), in: client.environmentOrGlobal, atMost: .seconds(configuration.limits.firstPassWait))
        if let name = missing.first { throw APIError.fetching(name) }
        for name in names {
            let catalog = publication.catalog(named: name, visibleIn: client.environmentOrGlobal)
            // What the operator's catalog has is not known before it was stored once, however often its remote failed.
            if let catalog, catalog.key.isGlobal, catalog.snapshot == nil, let failure = catalog.lastRefresh?.error {
                throw APIError.neverFetched(name, failure)
            }
        }
    }
}

extension Endpoint.Need {
    /// What a list of templates waits for: every catalog, and the one that it is limited to.
    static func ofList(_ call: Endpoint.Call) -> Self {
        .everyCatalog(named(TemplateFilter(call.client.query).catalog))
    }

    /// What an address of a template or a version waits for: its catalog.
    static func ofTemplate(_ call: Endpoint.Call) -> Self { .catalogs(catalog(of: call.parameter)) }

    /// The catalog of a template or a version, by its id.
    static func catalog(of id: String) -> [String] { TemplateID(parsing: id).map { [$0.catalog] } ?? [] }

    /// A catalog's name, unless it is empty.
    static func named(_ name: String) -> [String] { name.isEmpty ? [] : [name] }
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
