import HTTPTypes
import JSON

extension Endpoint {
    /// `/v1-catalog/schemas`: the types of resources.
    static let schemas = Endpoint(
        name: "schemas", path: "/v1-catalog/schemas", link: "schemas",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "listSchemas", group: .entry, summary: "The types of resources",
                description: "As clients of Rancher understand them (gdapi).",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("Schemas"), .unchanged],
                example: Example(target: "/v1-catalog/schemas")
            ) { api, call, _ in try await api.schemas(call) }
        ],
        types: [
            SchemaResource(
                id: "schema", pluralName: "schemas",
                fields: Fields.resource
                    + Fields.strings(["pluralName"])
                    + Fields.maps([
                        "collectionActions", "collectionFields", "collectionFilters", "resourceActions",
                        "resourceFields",
                    ])
                    + Fields.lists(["collectionMethods", "includeableLinks", "resourceMethods"]),
                collection: "schemas", collectionMethods: ["GET"])
        ],
        components: """
            responses:
              Schemas:
                description: All types.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Schemas'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Schemas:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: schema}
                  data: {type: array, items: {$ref: '#/components/schemas/Schema'}}
                  links: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    fileprivate func schemas(_ call: Endpoint.Call) async throws -> Answer {
        try await fixed(call) { SchemaResource.writeAll(to: &$0, links: call.client.links) }
    }
}
