import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templateversions/{id}/upgradeplan`: what it takes to bring a stack of this version to another.
    static let upgradePlan = Endpoint(
        name: "upgradePlan", path: "/v1-catalog/templateversions/{id}/upgradeplan",
        pathParameters: ["VersionId"],
        needs: Need.ofTemplate,
        operations: [
            Operation(
                method: .get, id: "getUpgradePlan", group: .compiling,
                summary: "What it takes to bring a stack of this version to another",
                description: """
                    What the version requires counts as answered. `POST /v1-catalog/upgrades` takes answers.
                    """,
                parameters: ["RancherVersion", "To", "IfNoneMatch", "Format"],
                outcomes: [
                    .ok("UpgradePlan"), .unchanged, .notFound("not-found"),
                    .failed("configuration", "content-unavailable", "internal"),
                    .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(
                    target: "/v1-catalog/templateversions/starter:infra*log-agent:0/upgradeplan?rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.upgradePlan(call) }
        ],
        components: """
            parameters:
              To:
                name: to
                in: query
                description: The version that shall run, by revision or by text; without it the default one of the server.
                schema: {type: string, examples: ['1']}
            responses:
              UpgradePlan:
                description: The plan.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/UpgradePlan'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              UpgradePlan:
                type: object
                required: [answers, diagnostics, digest, files, from, images, reasons, services, steps, to, type, verdict]
                properties:
                  type: {const: upgradePlan}
                  verdict:
                    description: |
                      `none`: nothing needs to be done. `automatic`: it can be done without a person. `needs-answers`: somebody
                      must answer questions first. `blocked`: it cannot be done.
                    enum: [none, automatic, needs-answers, blocked]
                  reasons:
                    description: Why, the weightiest first.
                    type: array
                    items:
                      type: object
                      required: [code, text]
                      properties:
                        code: {type: string, pattern: '^[a-z-]+$', examples: [unanswered]}
                        text: {type: string, minLength: 1}
                  from: {description: What runs., $ref: '#/components/schemas/UpgradeStep'}
                  to:
                    description: What shall run; null when there is no such version.
                    oneOf:
                      - type: 'null'
                      - $ref: '#/components/schemas/UpgradeStep'
                  steps:
                    description: The versions to run one after another; empty when there is no way, or none is needed.
                    type: array
                    items: {$ref: '#/components/schemas/UpgradeStep'}
                  digest: {description: The digest of `to`., $ref: '#/components/schemas/DigestOrNull'}
                  answers:
                    type: object
                    required: [added, defaults, dropped, kept, retyped]
                    properties:
                      kept: {description: Asked before and after., $ref: '#/components/schemas/Texts'}
                      dropped: {description: Asked only before., $ref: '#/components/schemas/Texts'}
                      added:
                        description: Asked only after.
                        type: array
                        items:
                          type: object
                          required: [mustBeAnswered, variable]
                          properties:
                            variable: {type: string}
                            default: {description: Absent where there is none and where it is secret., type: string}
                            mustBeAnswered: {type: boolean}
                      retyped:
                        description: Asked in both with another type.
                        type: array
                        items: {$ref: '#/components/schemas/Change'}
                      defaults:
                        description: Not answered, so that another default counts.
                        type: array
                        items: {$ref: '#/components/schemas/Change'}
                  services:
                    type: object
                    required: [added, changed, removed]
                    properties:
                      added: {$ref: '#/components/schemas/Texts'}
                      removed: {$ref: '#/components/schemas/Texts'}
                      changed:
                        type: array
                        items:
                          type: object
                          required: [name, options]
                          properties:
                            name: {type: string}
                            options: {$ref: '#/components/schemas/Texts'}
                  images:
                    description: Images that change, come or go.
                    type: array
                    items:
                      type: object
                      required: [from, service, to]
                      properties:
                        service: {type: string}
                        from: {type: [string, 'null']}
                        to: {type: [string, 'null']}
                  files:
                    description: |
                      Unified differences of the files that change. Where all plans of an answer together have more than 4 MB of them, some
                      are left out, and the reason `differences-left-out` says how many.
                    $ref: '#/components/schemas/TextMap'
                  diagnostics: {$ref: '#/components/schemas/Diagnostics'}
              UpgradeStep:
                type: object
                required: [digest, externalId, id, version]
                properties:
                  id: {$ref: 'bundle.schema.json#/$defs/versionId'}
                  externalId: {type: string, pattern: '^catalog://'}
                  version: {type: string}
                  digest:
                    description: The digest of its bundle; null when it cannot be made.
                    $ref: '#/components/schemas/DigestOrNull'
              DigestOrNull: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Digest'}]}
              Change:
                type: object
                required: [from, to, variable]
                properties:
                  variable: {type: string}
                  from: {type: string}
                  to: {type: string}
            """
    )
}

extension APIResponder {
    /// The plan for a stack whose answers are not told.
    fileprivate func upgradePlan(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let (rancherVersion, target) = (client.query.first("rancherVersion"), client.query.first("to"))
        let id = try versionID(call.parameter)
        return try await kept(call, variant: [rancherVersion, target]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            var request = UpgradeRequest(
                from: id, context: StackContext(stackName: id.folderName, rancherVersion: rancherVersion))
            request.target = target.isEmpty ? nil : target
            let plan = try await compiler.plan(request, in: library)
                .keepingDifferences(of: configuration.limits.differenceBytes)
            return json(client) { plan.json.write(to: &$0) }
        }
    }
}
