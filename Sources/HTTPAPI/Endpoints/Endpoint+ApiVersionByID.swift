import HTTPTypes

extension Endpoint {
    /// `/v1-catalog/apiversions/v1-catalog`: the same as `/v1-catalog`.
    static let apiVersionByID = Endpoint(
        name: "apiVersion", path: "/v1-catalog/apiversions/v1-catalog",
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getApiVersionById", group: .entry, summary: "The same as `/v1-catalog`",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("ApiVersion"), .unchanged],
                example: Example(target: "/v1-catalog/apiversions/v1-catalog")
            ) { api, call, _ in try await api.apiVersion(call) }
        ]
    )
}
