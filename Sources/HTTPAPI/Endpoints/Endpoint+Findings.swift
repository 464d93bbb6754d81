import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/catalogs/{name}/findings`: what is wrong in the files of a catalog.
    static let findings = Endpoint(
        name: "findings", path: "/v1-catalog/catalogs/{name}/findings",
        pathParameters: ["CatalogName"],
        source: .state,
        operations: [
            Operation(
                method: .get, id: "listFindings", group: .catalogs, summary: "What is wrong in the files of a catalog",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("Findings"), .unchanged, .notFound("not-found"), .unavailable("Busy", "busy")],
                example: Example(target: "/v1-catalog/catalogs/starter/findings")
            ) { api, call, _ in try await api.findings(call) }
        ],
        components: """
            responses:
              Findings:
                description: What was found.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Findings'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Findings:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: finding}
                  data: {$ref: '#/components/schemas/Diagnostics'}
                  links:
                    description: '`self`, `catalog`.'
                    $ref: '#/components/schemas/Links'
            """
    )
}

extension APIResponder {
    fileprivate func findings(_ call: Endpoint.Call) async throws -> Answer {
        try await kept(call) { publication in
            let environment = call.client.environmentOrGlobal
            guard let catalog = publication.catalog(named: call.parameter, visibleIn: environment) else {
                throw APIError.noCatalog
            }
            return json(call.client) { FindingsResource(catalog: catalog, links: call.client.links).write(to: &$0) }
        }
    }
}
