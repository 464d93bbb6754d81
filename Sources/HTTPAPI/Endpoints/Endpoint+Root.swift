import HTTPTypes
import JSON

extension Endpoint {
    /// `/`: the versions of the API.
    static let root = Endpoint(
        name: "root", path: "/",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "listApiVersions", group: .entry, summary: "The versions of the API",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("ApiVersions"), .unchanged],
                example: Example(target: "/")
            ) { api, call, _ in try await api.root(call) }
        ],
        components: """
            responses:
              ApiVersions:
                description: There is one.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/ApiVersions'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              ApiVersions:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: apiVersion}
                  data: {type: array, items: {$ref: '#/components/schemas/ApiVersion'}}
                  links: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    fileprivate func root(_ call: Endpoint.Call) async throws -> Answer {
        let links = call.client.links
        return try await fixed(call) { APIVersionResource(links: links).writeVersions(to: &$0) }
    }
}
