import HTTPTypes

extension Endpoint {
    /// `/metrics`: requests, catalogs and caches in numbers.
    static let metrics = Endpoint(
        name: "metrics", path: "/metrics",
        isOfEnvironment: false,
        operations: [
            Operation(
                method: .get, id: "getMetrics", group: .operating, summary: "Requests, catalogs and caches in numbers",
                outcomes: [.ok("Metrics")],
                example: Example(target: "/metrics")
            ) { api, _, _ in api.metricsText() }
        ],
        components: """
            responses:
              Metrics:
                description: As Prometheus reads them.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  text/plain: {schema: {type: string}}
            """
    )
}
