import HTTPTypes
import JSON

extension Endpoint {
    /// `/v1-catalog`: links to everything else.
    static let apiVersion = Endpoint(
        name: "apiVersion", path: "/v1-catalog",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getApiVersion", group: .entry, summary: "Links to everything else",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("ApiVersion"), .unchanged],
                example: Example(target: "/v1-catalog")
            ) { api, call, _ in try await api.apiVersion(call) }
        ],
        types: [
            SchemaResource(id: "apiVersion", pluralName: "apiVersions", fields: Fields.resource)
        ],
        components: """
            responses:
              ApiVersion:
                description: The links.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/ApiVersion'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              ApiVersion:
                type: object
                required: [actions, id, links, type]
                properties:
                  type: {const: apiVersion}
                  id: {const: v1-catalog}
                  links: {$ref: '#/components/schemas/Links'}
                  actions: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    /// The entry of the API.
    func apiVersion(_ call: Endpoint.Call) async throws -> Answer {
        let links = call.client.links
        return try await fixed(call) { APIVersionResource(links: links).write(to: &$0) }
    }
}
