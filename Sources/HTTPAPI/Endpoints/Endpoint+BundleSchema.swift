import HTTPTypes

extension Endpoint {
    /// `/v1-catalog/bundle.schema.json`: what a bundle is, as JSON Schema.
    static let bundleSchema = Endpoint(
        name: "document", path: "/v1-catalog/bundle.schema.json", link: "bundleSchema",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getBundleSchema", group: .entry, summary: "What a bundle is, as JSON Schema",
                parameters: ["IfNoneMatch"],
                outcomes: [.ok("BundleSchema"), .unchanged],
                example: Example(target: "/v1-catalog/bundle.schema.json")
            ) { api, call, _ in try await api.bundleSchema(call) }
        ],
        components: """
            responses:
              BundleSchema:
                description: JSON Schema 2020-12.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/schema+json: {schema: {type: object, required: [$schema, $id]}}
            """
    )
}

extension APIResponder {
    fileprivate func bundleSchema(_ call: Endpoint.Call) async throws -> Answer {
        try await kept(call) { _ in
            Answer(kept: PackageResources.bundle_schema_json, contentType: Answer.ContentType.schema)
        }
    }
}
