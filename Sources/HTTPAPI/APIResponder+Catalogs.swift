import Hummingbird
import JSON
import Lanes
import Service
import Store

extension APIResponder {
    /// `GET catalogs`: the environment's catalogs and the global ones, ordered by name. Of two with one name only the
    /// global one is there, as it is the one that the name means.
    func catalogs(_ client: ClientRequest) async throws -> Answer {
        try await kept(.catalogs, client) { publication in
            let visible = publication.distinctCatalogs(visibleIn: client.environmentOrGlobal)
            let links = client.links
            let collection = CollectionResource(links: ["self": links.catalogs], resourceType: "catalog")
            return json(client) { writer in
                collection.write(to: &writer) { writer in
                    writer.array { writer in
                        for catalog in visible {
                            resource(catalog, links).write(to: &writer)
                        }
                    }
                }
            }
        }
    }

    /// `GET catalogs/NAME`. Unlike the list it needs an environment, as in the reference.
    func catalog(_ name: String, _ client: ClientRequest) async throws -> Answer {
        let environment = try client.requiredEnvironment
        return try await kept(.catalog(name), client) { publication in
            guard let catalog = publication.catalog(named: name, visibleIn: environment) else {
                throw APIError.noCatalog
            }
            return json(client) { resource(catalog, client.links).write(to: &$0) }
        }
    }

    /// `GET catalogs/NAME/findings`.
    func findings(ofCatalog name: String, _ client: ClientRequest) async throws -> Answer {
        try await kept(.findings(catalog: name), client) { publication in
            guard let catalog = publication.catalog(named: name, visibleIn: client.environmentOrGlobal) else {
                throw APIError.noCatalog
            }
            return json(client) { FindingsResource(catalog: catalog, links: client.links).write(to: &$0) }
        }
    }

    /// Everything that is posted: a new catalog, and the refresh actions.
    func post(_ route: Route, _ client: ClientRequest, _ body: RequestBody) async throws -> Answer {
        switch route {
        case .catalogs:
            let environment = try client.requiredEnvironment
            let request = try await catalogRequest(client, body)
            return resource(try await operations.create(request, in: environment), client)
        case .templates:
            try client.requireRefreshAction()
            let failures = try await operations.refresh(environment: client.environmentOrGlobal)
            if !failures.isEmpty { throw APIError.refreshFailed(failures) }
        case .catalog(let name):
            try client.requireRefreshAction()
            let failure = try await operations.refresh(catalog: name, in: client.environmentOrGlobal)
            if let failure { throw APIError.refreshFailed([failure]) }
        case .template(let id), .templateVersion(let id):
            try await awaitCatalogs(of: route, client)
            return try await compile(id, client, try await collect(body))
        case .upgrades: return try await upgrades(client, try await collect(body))
        default: throw APIError.methodNotAllowed(route.methods)
        }
        return Answer(status: .noContent)
    }

    /// `PUT catalogs/NAME`. Without an environment it means a global catalog, as in the reference.
    func put(_ route: Route, _ client: ClientRequest, _ body: RequestBody) async throws -> Answer {
        guard case .catalog(let name) = route else { throw APIError.methodNotAllowed(route.methods) }
        let request = try await catalogRequest(client, body)
        return resource(try await operations.update(name, with: request, in: client.environmentOrGlobal), client)
    }

    /// `DELETE catalogs/NAME`: only of exactly this environment, and no error when there is none.
    func delete(_ route: Route, _ client: ClientRequest) async throws -> Answer {
        guard case .catalog(let name) = route else { throw APIError.methodNotAllowed(route.methods) }
        try await operations.remove(name, in: try client.requiredEnvironment)
        return Answer(status: .noContent)
    }

    private func resource(_ catalog: PublishedCatalog, _ client: ClientRequest) -> Answer {
        json(client) { resource(catalog, client.links).write(to: &$0) }
    }

    private func resource(_ catalog: PublishedCatalog, _ links: Links) -> CatalogResource {
        CatalogResource(catalog: catalog, links: links, isLinted: configuration.lints)
    }

    /// What a client says about a catalog.
    private func catalogRequest(_ client: ClientRequest, _ body: RequestBody) async throws -> CatalogRequest {
        let bytes = try await collect(body)
        return try await lanes.answers.run(for: client.owner) { try CatalogRequest(json: bytes) }
    }

    private func collect(_ body: RequestBody) async throws -> [UInt8] {
        let limit = configuration.limits.bodyBytes
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { throw APIError.bodyTooLarge(limit) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}

extension ClientRequest {
    /// The environment that the client named, else the global one.
    var environmentOrGlobal: String { environment ?? CatalogKey.globalEnvironment }

    /// The environment that the client named.
    fileprivate var requiredEnvironment: String {
        get throws {
            guard let environment else { throw APIError.noEnvironment }
            return environment
        }
    }

    /// Refuses a `POST` that is not `?action=refresh`; other parameters count for nothing.
    fileprivate func requireRefreshAction() throws {
        guard query.first("action") == "refresh" else { throw APIError.unknownAction }
    }
}
