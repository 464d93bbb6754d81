import HTTPTypes
import HummingbirdCore
import JSON
import Lanes
import Service

extension Endpoint {
    /// `/v1-catalog/catalogs/{name}`: how a catalog fares.
    static let catalog = Endpoint(
        name: "catalog", path: "/v1-catalog/catalogs/{name}",
        pathParameters: ["CatalogName"],
        source: .state,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getCatalog", group: .catalogs, summary: "How a catalog fares",
                description: "The environment must be named.",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.badRequest("missing-environment"), .ok("Catalog"), .unchanged, .notFound("not-found")],
                example: Example(target: "/v1-catalog/catalogs/starter?projectId=1a5")
            ) { api, call, _ in try await api.catalog(call) },
            Operation(
                method: .post, id: "refreshCatalog", group: .catalogs, summary: "Refresh a catalog now",
                description: "Answers when it is done.",
                parameters: ["Refresh"],
                outcomes: [.done, .notFound("not-found", "unknown-action"), .failed("configuration", "internal")],
                example: Example(target: "/v1-catalog/catalogs/starter?action=refresh", status: 204)
            ) { api, call, _ in try await api.refreshCatalog(call) },
            Operation(
                method: .put, id: "updateCatalog", group: .catalogs, summary: "Change a catalog",
                description: "What is absent stays. Without an environment it means a global catalog.",
                body: "CatalogChange",
                outcomes: [
                    .badRequest("invalid-json"), .ok("ChangedCatalog"), .notFound("not-found"),
                    .tooLarge("body-too-large"), .unprocessable("already-exists"), .failed("configuration", "internal"),
                ],
                example: Example(target: "/v1-catalog/catalogs/mine?projectId=1a5", body: #"{"branch": "stable"}"#)
            ) { api, call, body in try await api.changeCatalog(call, body) },
            Operation(
                method: .delete, id: "removeCatalog", group: .catalogs, summary: "Remove a catalog of the environment",
                description: """
                    Never a global one, and no error when there is none. The environment must be named.
                    """,
                outcomes: [.badRequest("missing-environment"), .done, .failed("configuration", "internal")],
                example: Example(target: "/v1-catalog/catalogs/mine?projectId=1a5", status: 204)
            ) { api, call, _ in try await api.removeCatalog(call) },
        ],
        components: """
            parameters:
              CatalogName:
                name: name
                in: path
                required: true
                schema: {type: string, examples: [starter]}
            requestBodies:
              CatalogChange:
                required: true
                content:
                  application/json: {schema: {$ref: '#/components/schemas/CatalogChange'}}
            responses:
              Catalog:
                description: The catalog.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Catalog'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
              ChangedCatalog:
                description: The catalog as it is from now on.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Catalog'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Time: {type: string, format: date-time}
              CatalogChange:
                description: As in `NewCatalog`; what is absent stays.
                type: object
                properties:
                  name: {description: The new name., type: [string, 'null'], maxLength: 80}
                  url: {$ref: '#/components/schemas/CatalogURL'}
                  branch: {$ref: '#/components/schemas/CatalogBranch'}
                  kind: {$ref: '#/components/schemas/CatalogKind'}
              CatalogURL:
                description: |
                  A git repository: `https://`, `http://`, `ssh://`, `git://`, `USER@HOST:PATH`, or where the operator allows it
                  `file://` or a path. `USER:PASSWORD@` is split off and kept sealed. At most 2048 bytes.
                type: [string, 'null']
                maxLength: 2048
                examples: ['https://git.example.org/team/catalog.git']
              CatalogBranch:
                description: Empty for `master`, else the repository's own. At most 255 bytes.
                type: [string, 'null']
                maxLength: 255
              CatalogKind:
                description: Empty or `native`; a catalog of another kind fails at its refresh.
                type: [string, 'null']
              Catalog:
                type: object
                required: [
                  actions, branch, commit, environmentId, findings, id, kind, lastRefresh, links, name, state, templateCount,
                  transitioning, transitioningMessage, type, url, versionCount
                ]
                properties:
                  type: {const: catalog}
                  id: {description: The name., type: string}
                  name: {type: string}
                  environmentId:
                    description: '`global`, or a project.'
                    type: string
                  url: {description: Without credentials., type: string}
                  branch: {type: string}
                  kind: {type: string}
                  commit: {description: What is served; empty before the first refresh., type: string}
                  state: {enum: [active, refreshing, fetching, error, requested]}
                  transitioning: {enum: ['yes', 'no', error]}
                  transitioningMessage: {description: Why the last refresh failed., type: string}
                  lastRefresh:
                    oneOf:
                      - type: 'null'
                      - type: object
                        required: [commit, error, finished, started]
                        properties:
                          commit: {type: [string, 'null']}
                          error: {type: [string, 'null']}
                          started: {$ref: '#/components/schemas/Time'}
                          finished: {$ref: '#/components/schemas/Time'}
                  templateCount: {type: integer, minimum: 0}
                  versionCount: {type: integer, minimum: 0}
                  findings:
                    type: object
                    required: [errors, warnings]
                    properties:
                      errors: {type: integer, minimum: 0}
                      warnings: {type: integer, minimum: 0}
                  lint:
                    description: How much lint found, and in which commit; absent until it has looked for the first time.
                    type: object
                    required: [commit, errors, notes, warnings]
                    properties:
                      commit: {type: string}
                      errors: {type: integer, minimum: 0}
                      notes: {type: integer, minimum: 0}
                      warnings: {type: integer, minimum: 0}
                  links:
                    description: '`self`, `findings` and, of a service that lints, `lint`.'
                    $ref: '#/components/schemas/Links'
                  actions:
                    description: '`refresh`.'
                    $ref: '#/components/schemas/Links'
            """
    )
}

extension APIResponder {
    /// Unlike the list it needs an environment, as in the reference.
    fileprivate func catalog(_ call: Endpoint.Call) async throws -> Answer {
        let environment = try call.client.requiredEnvironment
        return try await kept(call) { publication in
            guard let catalog = publication.catalog(named: call.parameter, visibleIn: environment) else {
                throw APIError.noCatalog
            }
            return json(call.client) { resource(catalog, call.client.links).write(to: &$0) }
        }
    }

    fileprivate func refreshCatalog(_ call: Endpoint.Call) async throws -> Answer {
        try call.client.requireRefreshAction()
        let failure = try await operations.refresh(catalog: call.parameter, in: call.client.environmentOrGlobal)
        if let failure { throw APIError.refreshFailed([failure]) }
        return Answer(status: .noContent)
    }

    /// Without an environment it means a global catalog, as in the reference.
    fileprivate func changeCatalog(_ call: Endpoint.Call, _ body: RequestBody) async throws -> Answer {
        let request = try await catalogRequest(call.client, body)
        let environment = call.client.environmentOrGlobal
        return resource(try await operations.update(call.parameter, with: request, in: environment), call.client)
    }

    /// Only of exactly this environment, and no error when there is none.
    fileprivate func removeCatalog(_ call: Endpoint.Call) async throws -> Answer {
        try await operations.remove(call.parameter, in: try call.client.requiredEnvironment)
        return Answer(status: .noContent)
    }
}

extension APIResponder {
    /// The answer to what changed a catalog.
    func resource(_ catalog: PublishedCatalog, _ client: ClientRequest) -> Answer {
        json(client) { resource(catalog, client.links).write(to: &$0) }
    }

    func resource(_ catalog: PublishedCatalog, _ links: Links) -> CatalogResource {
        CatalogResource(catalog: catalog, links: links, isLinted: configuration.lints)
    }

    /// What a client says about a catalog.
    func catalogRequest(_ client: ClientRequest, _ body: RequestBody) async throws -> CatalogRequest {
        let bytes = try await collect(body)
        return try await lanes.answers.run(for: client.owner) { try CatalogRequest(json: bytes) }
    }
}
