import HTTPTypes

extension Endpoint {
    /// `/healthz`: whether the process answers.
    static let health = Endpoint(
        name: "health", path: "/healthz",
        source: .nothing,
        isOfEnvironment: false,
        takesAnyHost: true,
        operations: [
            Operation(
                method: .get, id: "getHealth", group: .operating, summary: "Whether the process answers",
                outcomes: [.ok("Health")],
                example: Example(target: "/healthz")
            ) { api, _, _ in api.health() }
        ],
        components: """
            responses:
              Health:
                description: It does.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  text/plain: {schema: {const: ok}}
            """
    )
}

extension APIResponder {
    /// The process answers.
    fileprivate func health() -> Answer {
        Answer(status: .ok, bytes: Array("ok".utf8), contentType: Answer.ContentType.text)
    }
}
