import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/environments`: the environment templates, resolved for a server.
    static let environments = Endpoint(
        name: "environments", path: "/v1-catalog/environments", link: "environments",
        needs: { _ in .everyCatalog() },
        operations: [
            Operation(
                method: .get, id: "listEnvironments", group: .compiling,
                summary: "The environment templates, resolved for a server",
                description: """
                    The default version of each, without the bundles of its stacks: their digests are there.
                    """,
                parameters: ["RancherVersion", "IfNoneMatch", "Format"],
                outcomes: [
                    .ok("Environments"), .unchanged, .failed("configuration", "content-unavailable", "internal"),
                    .unavailable("Busy", "busy"),
                ],
                example: Example(target: "/v1-catalog/environments?rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.environments(call) }
        ],
        types: [
            SchemaResource(
                id: "environment", pluralName: "environments",
                fields: Fields.bundle + Fields.objectLists(["stacks"]) + [
                    SchemaResource.Field(name: "bundles", type: "map[bundle]")
                ],
                collection: "environments", collectionMethods: ["GET"],
                filters: SchemaResource.equal(["projectId", "rancherVersion"]))
        ],
        components: """
            responses:
              Environments:
                description: The environments.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Environments'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Environments:
                type: object
                required: [data, failures, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: environment}
                  data:
                    description: Bundles of the kind `EnvironmentBundle`, without the member `bundles`.
                    type: array
                    items: {$ref: bundle.schema.json}
                  failures: {$ref: '#/components/schemas/Failures'}
                  links: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    /// Every environment template's default version for a server, resolved, without the bundles of its
    /// stacks: their digests are there.
    fileprivate func environments(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let rancherVersion = client.query.first("rancherVersion")
        return try await kept(call, variant: [rancherVersion]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            var (resolved, failures): ([JSONNode], [JSONNode]) = ([], [])
            for template in library.templates(base: "project") {
                let selection = VersionSelection(of: template.template, rancherVersion: rancherVersion)
                guard let version = selection.defaultTarget else { continue }
                let source = try await library.source(of: version, in: template)
                let result = try await compiler.environment(
                    source, in: library, EnvironmentRequest(rancherVersion: rancherVersion))
                if let bundle = result.bundle {
                    resolved.append(bundle.summary)
                } else {
                    failures.append(
                        InfraBundles.Failure(id: source.id, stackName: "", diagnostics: result.diagnostics).json)
                }
            }
            return collection(client, "environment", at: client.links.environments, resolved, failures)
        }
    }
}
