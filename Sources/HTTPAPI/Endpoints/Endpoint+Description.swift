import HTTPTypes

extension Endpoint {
    /// `/v1-catalog/openapi.yaml`: this text.
    static let description = Endpoint(
        name: "document", path: "/v1-catalog/openapi.yaml", link: "openapi",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getDescription", group: .entry, summary: "This text",
                parameters: ["IfNoneMatch"],
                outcomes: [.ok("Description"), .unchanged],
                example: Example(target: "/v1-catalog/openapi.yaml")
            ) { api, call, _ in try await api.description(call) }
        ],
        components: """
            responses:
              Description:
                description: OpenAPI.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/yaml: {schema: {type: object, required: [openapi, paths, components]}}
            """
    )
}

extension APIResponder {
    fileprivate func description(_ call: Endpoint.Call) async throws -> Answer {
        try await kept(call) { _ in Answer(kept: APIDescription.text, contentType: Answer.ContentType.yaml) }
    }
}
