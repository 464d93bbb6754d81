import HTTPTypes
import HummingbirdCore
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/catalogs`: the catalogs, by name.
    static let catalogs = Endpoint(
        name: "catalogs", path: "/v1-catalog/catalogs", link: "catalogs",
        source: .state,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "listCatalogs", group: .catalogs, summary: "The catalogs, by name",
                description: """
                    Of a global catalog and one of the environment with the same name, the global one.
                    """,
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("Catalogs"), .unchanged],
                example: Example(target: "/v1-catalog/catalogs")
            ) { api, call, _ in try await api.catalogs(call) },
            Operation(
                method: .post, id: "createCatalog", group: .catalogs, summary: "Add a catalog to the environment",
                description: """
                    It is read at the next refresh. The environment must be named, in at most 64 bytes.
                    """,
                body: "Catalog",
                outcomes: [
                    .badRequest("invalid-field", "missing-environment", "missing-field"), .ok("ChangedCatalog"),
                    .tooLarge("body-too-large"), .unprocessable("already-exists"), .failed("configuration", "internal"),
                ],
                example: Example(
                    target: "/v1-catalog/catalogs?projectId=1a5",
                    body: #"{"name": "mine", "url": "https://git.example.org/team/catalog.git"}"#)
            ) { api, call, body in try await api.createCatalog(call, body) },
        ],
        types: [
            SchemaResource(
                id: "catalog", pluralName: "catalogs",
                fields: Fields.resource
                    + ["branch", "kind", "name", "url"].map {
                        SchemaResource.Field(name: $0, type: "string", writing: .always)
                    }
                    + Fields.strings(["commit", "environmentId", "state", "transitioning", "transitioningMessage"])
                    + Fields.numbers(["templateCount", "versionCount"])
                    + Fields.maps(["findings", "lastRefresh", "lint"]),
                collection: "catalogs", collectionMethods: ["GET", "POST"],
                resourceMethods: ["GET", "PUT", "DELETE"], resourceActions: [SchemaResource.Action(name: "refresh")],
                filters: [("projectId", ["eq"])])
        ],
        components: """
            requestBodies:
              Catalog:
                required: true
                content:
                  application/json: {schema: {$ref: '#/components/schemas/NewCatalog'}}
            responses:
              Catalogs:
                description: The catalogs.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Catalogs'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              NewCatalog:
                description: Names of members count in any case, other members count for nothing, and null as absent.
                type: object
                required: [name, url]
                properties:
                  name: {description: At most 80 bytes., type: string, minLength: 1, maxLength: 80}
                  url: {$ref: '#/components/schemas/CatalogURL'}
                  branch: {$ref: '#/components/schemas/CatalogBranch'}
                  kind: {$ref: '#/components/schemas/CatalogKind'}
              Catalogs:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: catalog}
                  data: {type: array, items: {$ref: '#/components/schemas/Catalog'}}
                  links: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    /// The environment's catalogs and the global ones, ordered by name. Of two with one name only the global one is there,
    /// as it is the one that the name means.
    fileprivate func catalogs(_ call: Endpoint.Call) async throws -> Answer {
        try await kept(call) { publication in
            let visible = publication.distinctCatalogs(visibleIn: call.client.environmentOrGlobal)
            let links = call.client.links
            let collection = CollectionResource(links: ["self": links.catalogs], resourceType: "catalog")
            return json(call.client) { writer in
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

    fileprivate func createCatalog(_ call: Endpoint.Call, _ body: RequestBody) async throws -> Answer {
        let environment = try call.client.requiredEnvironment
        let request = try await catalogRequest(call.client, body)
        return resource(try await operations.create(request, in: environment), call.client)
    }
}
