import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/environments/{id}`: one environment template, resolved, with the bundles of its stacks.
    static let environment = Endpoint(
        name: "environment", path: "/v1-catalog/environments/{id}",
        pathParameters: ["EnvironmentId"],
        needs: { .everyCatalog(Need.catalog(of: $0.parameter)) },
        operations: [
            Operation(
                method: .get, id: "getEnvironment", group: .compiling,
                summary: "One environment template, resolved, with the bundles of its stacks",
                parameters: ["RancherVersion", "IfNoneMatch", "Format"],
                outcomes: [
                    .ok("Environment"), .unchanged, .notFound("not-found"),
                    .unprocessable("no-version-for-server", "not-compiled"),
                    .failed("configuration", "content-unavailable", "internal"),
                    .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(target: "/v1-catalog/environments/starter:project*cattle?rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.environment(call) }
        ],
        components: """
            parameters:
              EnvironmentId:
                name: id
                in: path
                required: true
                description: The id of an environment template, for the default version, or of a version.
                schema: {type: string, examples: ['starter:project*cattle', 'starter:project*cattle:0']}
            responses:
              Environment:
                description: The environment, a bundle of the kind `EnvironmentBundle`.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: bundle.schema.json}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            """
    )
}

extension APIResponder {
    /// One environment template, or one version of it, resolved, with the bundle of every stack.
    fileprivate func environment(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let rancherVersion = client.query.first("rancherVersion")
        return try await kept(call, variant: [rancherVersion]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            let source = try await environmentSource(call.parameter, in: library, rancherVersion)
            let result = try await compiler.environment(
                source, in: library, EnvironmentRequest(rancherVersion: rancherVersion))
            guard let bundle = result.bundle else { throw APIError.notCompiled(source.id, result.diagnostics) }
            return json(client) { bundle.document.write(to: &$0) }
        }
    }
}
