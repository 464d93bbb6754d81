import Bundles
import Budget
import Catalog
import Compiler
import Diagnostics
import HTTPTypes
import HummingbirdCore
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templateversions/{id}`: a version or a template, an icon or a README.
    static let templateVersion = Endpoint(
        name: "templateVersion", path: "/v1-catalog/templateversions/{id}",
        pathParameters: ["TemplateId"],
        lane: { lanes, _ in lanes.answers },
        needs: Need.ofTemplate,
        operations: [
            .readingTemplate(
                id: "getTemplateVersion", "A version or a template, an icon or a README",
                example: "/v1-catalog/templateversions/starter:infra*log-agent:1"),
            Operation(
                method: .post, id: "compile", group: .compiling, summary: "Compile a version, or check answers",
                description: """
                    `compile` makes the bundle of a version with these answers; `validateanswers` says what is wrong with them. An
                    empty body means the defaults.
                    """,
                parameters: ["VersionAction", "RancherVersion"],
                body: "Compile",
                outcomes: Outcome.ofCompiling,
                example: Example(
                    target: "/v1-catalog/templateversions/starter:infra*log-agent:1?action=compile",
                    body: #"{"context": {"rancherVersion": "v1.6.30", "stackName": "logs"}}"#)
            ) { api, call, body in try await api.compile(call, body) },
        ],
        types: [
            SchemaResource(
                id: "answerValidation", pluralName: "answerValidations",
                fields: Fields.strings(["id", "type"]) + Fields.objects(["answers"]) + Fields.lists(["unanswered"])
                    + Fields.objectLists(["diagnostics"]) + [SchemaResource.Field(name: "valid", type: "boolean")]),
            SchemaResource(
                id: "compileRequest", pluralName: "compileRequests",
                fields: Fields.asked([
                    "answers": "map[json]", "context": "json", "includeSecrets": "boolean", "lenient": "boolean",
                ])),
        ],
        components: """
            parameters:
              VersionAction:
                name: action
                in: query
                required: true
                schema: {enum: [compile, validateanswers]}
            requestBodies:
              Compile:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/CompileRequest'}}
            responses:
              Compiled:
                description: The bundle, or what is wrong with the answers. It may show what the request told, and is not kept.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Compiled'}}
            schemas:
              TemplateVersion:
                type: object
                required: [
                  actions, bindings, id, labels, links, maximumRancherVersion, minimumRancherVersion, questions, templateId,
                  type, upgradeFrom, upgradeVersionLinks, version
                ]
                properties:
                  type: {const: templateVersion}
                  id: {$ref: 'bundle.schema.json#/$defs/versionId'}
                  templateId: {type: string}
                  version: {type: string, minLength: 1}
                  minimumRancherVersion: {description: Empty for no bound., type: string}
                  maximumRancherVersion: {description: Empty for no bound., type: string}
                  upgradeFrom:
                    description: The range of versions that may be upgraded to this one; empty for any older one.
                    type: string
                  upgradeVersionLinks:
                    description: The addresses of the versions that the asking server may upgrade to, by their texts.
                    $ref: '#/components/schemas/Links'
                  labels: {$ref: '#/components/schemas/TextMap'}
                  bindings: {type: 'null'}
                  files:
                    description: The text of each file by its name without folders; absent in lists.
                    $ref: '#/components/schemas/TextMap'
                  questions:
                    oneOf:
                      - type: 'null'
                      - type: array
                        items: {$ref: '#/components/schemas/Question'}
                  links:
                    description: |
                      `self`, `template`, `icon`, `questionsSchema`, `upgradePlan`, or of an environment template `environment`, and
                      as far as they are there `readme`, `project`, `defaultUpgradeVersion`.
                    $ref: '#/components/schemas/TemplateLinks'
                  actions:
                    description: '`validateanswers`, and but for environment templates `compile`.'
                    $ref: '#/components/schemas/Links'
              Question:
                type: object
                required: [
                  default, description, group, invalidChars, label, max, maxLength, min, minLength, options, required, type,
                  validChars, variable
                ]
                properties:
                  variable: {type: string}
                  label: {type: string}
                  description: {type: string}
                  group: {type: string}
                  type:
                    description: string, multiline, password, int, float, boolean, enum, date, or a picker of Rancher's.
                    type: string
                  required: {type: boolean}
                  default: {type: string}
                  options: {type: [array, 'null'], items: {type: string}}
                  min: {type: integer}
                  max: {type: integer}
                  minLength: {type: integer}
                  maxLength: {type: integer}
                  validChars: {type: string}
                  invalidChars: {type: string}
              CompileRequest:
                description: Other members are refused; null counts as absent.
                type: [object, 'null']
                additionalProperties: false
                properties:
                  answers: {$ref: '#/components/schemas/Answers'}
                  context:
                    description: What the version is compiled for.
                    type: [object, 'null']
                    additionalProperties: false
                    properties:
                      rancherVersion: {description: Wins over the query., $ref: '#/components/schemas/ContextText'}
                      stackName: {description: The template's folder unless said., $ref: '#/components/schemas/ContextText'}
                      environmentName:
                        description: '`Default` unless said.'
                        $ref: '#/components/schemas/ContextText'
                      previousVersion: {description: What ran before an upgrade., $ref: '#/components/schemas/ContextText'}
                  includeSecrets:
                    description: Whether the bundle shows the answers to secret questions.
                    type: [boolean, 'null']
                  lenient:
                    description: Whether a template that stops is cut off there, as in Rancher 1.6.
                    type: [boolean, 'null']
              Compiled:
                oneOf:
                  - $ref: bundle.schema.json
                  - $ref: '#/components/schemas/AnswerValidation'
              AnswerValidation:
                type: object
                required: [answers, diagnostics, id, type, unanswered, valid]
                properties:
                  type: {const: answerValidation}
                  id: {$ref: 'bundle.schema.json#/$defs/versionId'}
                  valid: {description: Whether the version can be launched with them., type: boolean}
                  answers: {$ref: 'bundle.schema.json#/$defs/answers'}
                  unanswered:
                    description: Required questions that neither an answer nor a default answers.
                    $ref: '#/components/schemas/Texts'
                  diagnostics: {$ref: '#/components/schemas/Diagnostics'}
            """
    )
}

extension Endpoint.Outcome {
    /// What compiling a version may answer, whichever address it is asked at.
    static let ofCompiling: [Self] = [
        .badRequest("invalid-json"), .ok("Compiled"), .notFound("not-found", "unknown-action"),
        .tooLarge("body-too-large", "field-too-large"),
        .unprocessable("environment-template", "invalid-field", "not-compiled"),
        .failed("configuration", "content-unavailable", "internal"), .unavailable("Busy", "busy", "catalog-fetching"),
    ]
}

extension APIResponder {
    /// The version's bundle for the answers of the body, or what is wrong with them.
    func compile(_ call: Endpoint.Call, _ body: RequestBody) async throws -> Answer {
        let client = call.client
        try await awaitCatalogs(call)
        let body = try await collect(body)
        let action = client.query.first("action")
        guard ["compile", "validateanswers"].contains(action) else { throw APIError.unknownVersionAction }
        return try await posted(call, body) { publication in
            try await compiled(try await source(call.parameter, in: publication, client), action, client, body)
        }
    }

    private func compiled(
        _ source: VersionSource, _ action: String, _ client: ClientRequest, _ body: [UInt8]
    ) async throws -> Answer {
        let request = try CompileRequest(
            try JSONBody(body), stackName: source.template.folderName,
            rancherVersion: client.query.first("rancherVersion"), limits: configuration.limits)
        if action == "validateanswers" { return validation(of: request, source, client) }
        guard BundleKind(base: source.template.base) != .environment else {
            throw APIError.environmentTemplate(source.id, address: client.links.environment(source.id))
        }
        let result = request.compiler(configuration.limits).bundle(
            source, answers: GivenAnswers(request.answers ?? [:]), for: request.context,
            includingSecrets: request.includesSecrets)
        guard let bundle = result.bundle else { throw APIError.notCompiled(source.id, result.diagnostics) }
        return once(client) { bundle.document.write(to: &$0) }
    }

    private func validation(of request: CompileRequest, _ source: VersionSource, _ client: ClientRequest) -> Answer {
        var compiler = request.compiler(configuration.limits)
        compiler.hidesSecrets = true
        let compilation = compiler.compile(
            source.files, answers: GivenAnswers(request.answers ?? [:]), for: request.context,
            through: ResolveAnswers.self)
        let found = compilation.diagnostics.filter { DiagnosticCode.ofAnswers.contains($0.code) }
        let validation = JSONNode.members([
            "answers": compilation.answers?.json(showsSecrets: false) ?? .object([:]),
            "diagnostics": found.json,
            "id": .string(source.id.description),
            "type": .string("answerValidation"),
            "unanswered": .strings(compilation.answers?.unanswered ?? []),
            "valid": .boolean(
                compilation.answers != nil && !found.contains { $0.code != .answerUnknown }),
        ])
        return once(client) { validation.write(to: &$0) }
    }

    /// The version that an id names, with its files.
    private func source(
        _ text: String, in publication: Publication, _ client: ClientRequest
    ) async throws -> VersionSource {
        let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
        let (found, version) = try library.version(try versionID(text))
        return try await library.source(of: version, in: found)
    }
}
