import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/bundles/infra`: the infrastructure that a server should run.
    static let infraBundles = Endpoint(
        name: "infraBundles", path: "/v1-catalog/bundles/infra", link: "infraBundles",
        needs: { call in
            let query = call.client.query
            return .everyCatalog(
                Need.named(query.first("catalogId")) + Need.catalog(of: query.first("projectTemplate")))
        },
        operations: [
            Operation(
                method: .get, id: "listInfraBundles", group: .compiling,
                summary: "The infrastructure that a server should run",
                description: """
                    The bundle of the default version of every infra template, or of every stack of an environment template. What
                    could not be bundled is in `failures`.
                    """,
                parameters: ["RancherVersion", "BundlesCatalog", "ProjectTemplate", "IfNoneMatch", "Format"],
                outcomes: [
                    .ok("InfraBundles"), .unchanged, .notFound("not-found"), .unprocessable("no-version-for-server"),
                    .failed("configuration", "content-unavailable", "internal"),
                    .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(target: "/v1-catalog/bundles/infra?rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.infraBundles(call) }
        ],
        types: [
            SchemaResource(
                id: "bundle", pluralName: "bundles", fields: Fields.bundle, collection: "bundles/infra",
                collectionMethods: ["GET"],
                filters: SchemaResource.equal(["catalogId", "projectId", "projectTemplate", "rancherVersion"]))
        ],
        components: """
            parameters:
              BundlesCatalog:
                name: catalogId
                in: query
                description: Only infra templates of this catalog.
                schema: {type: string}
              ProjectTemplate:
                name: projectTemplate
                in: query
                description: The stacks of this environment template instead, by its id or that of a version.
                schema: {type: string, examples: ['starter:project*cattle']}
            responses:
              InfraBundles:
                description: The bundles.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/InfraBundles'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              InfraBundles:
                type: object
                required: [data, failures, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: bundle}
                  data: {type: array, items: {$ref: bundle.schema.json}}
                  failures: {$ref: '#/components/schemas/Failures'}
                  links: {$ref: '#/components/schemas/Links'}
              Failures:
                description: What could not be bundled.
                type: array
                items:
                  type: object
                  required: [diagnostics, id, message]
                  properties:
                    id: {description: The version., type: string}
                    stackName: {description: Absent for an environment template., type: string}
                    message: {type: string}
                    diagnostics: {$ref: '#/components/schemas/Diagnostics'}
            """
    )
}

extension APIResponder {
    /// The bundle of every infra template's default version for a server, or of every stack of an
    /// environment template. What could not be bundled stands in `failures`.
    fileprivate func infraBundles(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let query = client.query
        let rancherVersion = query.first("rancherVersion")
        let (catalog, environment) = (query.first("catalogId"), query.first("projectTemplate"))
        return try await kept(call, variant: [rancherVersion, catalog, environment]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            let found: InfraBundles
            if environment.isEmpty {
                let context = StackContext(stackName: "", rancherVersion: rancherVersion)
                found = try await compilerOfLists.infraBundles(in: library, catalog: catalog, for: context)
            } else {
                let source = try await environmentSource(environment, in: library, rancherVersion)
                found = try await compilerOfLists.infraBundles(
                    ofStacksIn: source, in: library, EnvironmentRequest(rancherVersion: rancherVersion))
            }
            return collection(
                client, "bundle", at: client.links.infraBundles, found.bundles.map(\.document),
                found.failures.map(\.json))
        }
    }
}

extension Fields {
    /// What every bundle has, or some kind of them: `bundle.schema.json` says more.
    static let bundle =
        strings(["apiVersion", "digest", "externalId", "id", "kind"]) + maps(["binaryFiles", "files", "integrity"])
        + objects(["answers", "compose", "context", "driver", "redacted", "source", "template", "version"])
        + objectLists(["diagnostics", "images", "questions"])
}
