import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templateversions/{id}/questions.schema.json`: what a version asks, as JSON Schema.
    static let questionsSchema = Endpoint(
        name: "questionsSchema", path: "/v1-catalog/templateversions/{id}/questions.schema.json",
        pathParameters: ["VersionId"],
        needs: Need.ofTemplate,
        operations: [
            Operation(
                method: .get, id: "getQuestionsSchema", group: .compiling,
                summary: "What a version asks, as JSON Schema",
                parameters: ["IfNoneMatch"],
                outcomes: [
                    .ok("QuestionsSchema"), .unchanged, .notFound("not-found"),
                    .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(target: "/v1-catalog/templateversions/starter:infra*log-agent:1/questions.schema.json")
            ) { api, call, _ in try await api.questionsSchema(call) }
        ],
        components: """
            parameters:
              VersionId:
                name: id
                in: path
                required: true
                description: '`CATALOG:BASE*FOLDER:REVISION`, as in `TemplateId`.'
                schema: {type: string, examples: ['starter:infra*log-agent:0']}
            responses:
              QuestionsSchema:
                description: The answers that the version takes, as JSON Schema 2020-12.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/schema+json: {schema: {$ref: '#/components/schemas/QuestionsSchema'}}
            schemas:
              QuestionsSchema:
                type: object
                required: [$id, $schema, properties, required, title, type, x-order]
                properties:
                  $id: {$ref: '#/components/schemas/Link'}
                  $schema: {const: 'https://json-schema.org/draft/2020-12/schema'}
                  title: {type: string}
                  type: {const: object}
                  properties:
                    description: A schema for each answer; `x-type` and `x-group` are the question's own words.
                    type: object
                    additionalProperties: {type: object, required: [type, x-type]}
                  required: {$ref: '#/components/schemas/Texts'}
                  x-order: {description: The variables in the author's order., $ref: '#/components/schemas/Texts'}
            """
    )
}

extension APIResponder {
    fileprivate func questionsSchema(_ call: Endpoint.Call) async throws -> Answer {
        try await kept(call) { publication in
            let library = operations.library(of: publication, visibleIn: call.client.environmentOrGlobal)
            let (found, version) = try library.version(try versionID(call.parameter))
            let schema = QuestionsSchema(
                of: version, id: found.id.version(version), name: found.template.name, links: call.client.links)
            return Answer(
                kept: schema.json.canonicalBytes + [UInt8(ascii: "\n")], contentType: Answer.ContentType.schema)
        }
    }
}
