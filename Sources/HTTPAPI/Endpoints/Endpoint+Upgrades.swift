import Bundles
import Catalog
import Compiler
import HTTPTypes
import HummingbirdCore
import JSON
import Lanes
import Service

extension Endpoint {
    /// `/v1-catalog/upgrades`: a plan for each of some stacks.
    static let upgrades = Endpoint(
        name: "upgrades", path: "/v1-catalog/upgrades", link: "upgrades",
        operations: [
            Operation(
                method: .post, id: "planUpgrades", group: .compiling, summary: "A plan for each of some stacks",
                description: "A stack that cannot be planned has an error in its place.",
                parameters: ["RancherVersion"],
                body: "Upgrades",
                outcomes: [
                    .badRequest("invalid-json"), .ok("UpgradePlans"), .tooLarge("body-too-large"),
                    .unprocessable("invalid-field"), .failed("configuration", "content-unavailable", "internal"),
                    .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(
                    target: "/v1-catalog/upgrades?rancherVersion=v1.6.30",
                    body: #"[{"externalId": "catalog://starter:infra*log-agent:0"}]"#)
            ) { api, call, body in try await api.upgrades(call, body) }
        ],
        types: [
            SchemaResource(
                id: "upgradePlan", pluralName: "upgradePlans",
                fields: Fields.strings(["digest", "type", "verdict"]) + Fields.maps(["files"])
                    + Fields.objects(["answers", "from", "services", "to"])
                    + Fields.objectLists(["diagnostics", "images", "reasons", "steps"])
                    + Fields.asked(["rancherVersion": "string", "stacks": "array[json]"]),
                collection: "upgrades", collectionMethods: ["POST"],
                filters: SchemaResource.equal(["projectId", "rancherVersion"]))
        ],
        components: """
            requestBodies:
              Upgrades:
                content:
                  application/json:
                    schema:
                      oneOf:
                        - $ref: '#/components/schemas/UpgradeStacks'
                        - $ref: '#/components/schemas/UpgradeRequest'
            responses:
              UpgradePlans:
                description: The plans, in the order of the stacks.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/UpgradePlans'}}
            schemas:
              UpgradeStacks:
                type: array
                maxItems: 100
                items: {$ref: '#/components/schemas/UpgradeStack'}
              UpgradeRequest:
                type: [object, 'null']
                additionalProperties: false
                properties:
                  rancherVersion: {description: The server; wins over the query., $ref: '#/components/schemas/ContextText'}
                  stacks: {type: [array, 'null'], maxItems: 100, items: {$ref: '#/components/schemas/UpgradeStack'}}
              UpgradeStack:
                type: object
                required: [externalId]
                additionalProperties: false
                properties:
                  externalId:
                    description: The version that runs, as the stack has it. At most 1024 bytes.
                    type: string
                    maxLength: 1024
                    examples: ['catalog://starter:infra*log-agent:0']
                  to:
                    description: The version that shall run, by revision or by text; the default one of the server unless said.
                    $ref: '#/components/schemas/ContextText'
                  answers:
                    description: Absent when they are not known. Then what the running version requires counts as answered.
                    $ref: '#/components/schemas/Answers'
                  stackName: {$ref: '#/components/schemas/ContextText'}
                  environmentName: {$ref: '#/components/schemas/ContextText'}
              UpgradePlans:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: upgradePlan}
                  data:
                    type: array
                    items:
                      oneOf:
                        - $ref: '#/components/schemas/UpgradePlan'
                        - $ref: '#/components/schemas/UpgradeRefusal'
                  links: {$ref: '#/components/schemas/Links'}
              UpgradeRefusal:
                description: Why a stack has no plan.
                type: object
                required: [code, externalId, message, place, status, type]
                properties:
                  type: {const: error}
                  status: {type: string, pattern: '^4[0-9]{2}$'}
                  code: {$ref: '#/components/schemas/ErrorCode'}
                  message: {type: string, minLength: 1}
                  externalId: {type: string}
                  place: {description: Where in the body the stack is., type: string}
            """
    )
}

extension APIResponder {
    /// A plan for each stack of the body, `[{externalId, answers?, to?, stackName?}]` or
    /// `{rancherVersion, stacks: […]}`. A stack that cannot be planned has an error in its place.
    fileprivate func upgrades(_ call: Endpoint.Call, _ body: RequestBody) async throws -> Answer {
        let client = call.client
        let bytes = try await collect(body)
        let limits = configuration.limits
        let asked = try await lanes.answers.run(for: client.owner) {
            try PlansRequest(JSONBody(bytes), rancherVersion: client.query.first("rancherVersion"), limits: limits)
        }
        try await awaitCatalogs(named: asked.stacks.compactMap(Self.catalog), client)
        return try await posted(call, bytes) { try await plans(asked, in: $0, client) }
    }

    /// What a body of `POST upgrades` says.
    private struct PlansRequest: Sendable {
        let stacks: [JSONBody]
        let rancherVersion: String

        init(_ body: JSONBody, rancherVersion: String, limits: APILimits) throws {
            guard body.node?.object != nil else {
                stacks = try body.elements(limit: limits.plannedStacks)
                self.rancherVersion = rancherVersion
                return
            }
            try body.requireMembers(["rancherVersion", "stacks"])
            self.rancherVersion = try body["rancherVersion"].text(limit: limits.contextBytes) ?? rancherVersion
            stacks = try body["stacks"].elements(limit: limits.plannedStacks)
        }
    }

    private func plans(
        _ asked: PlansRequest, in publication: Publication, _ client: ClientRequest
    ) async throws -> Answer {
        let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
        let plans = try await plans(asked.stacks, in: library, asked.rancherVersion)
        let collection = JSONNode.members([
            "data": .array(plans), "links": .strings(["self": client.links.upgrades]),
            "resourceType": .string("upgradePlan"), "type": .string("collection"),
        ])
        return once(client) { collection.write(to: &$0) }
    }

    /// The catalog that a stack's version is of.
    private static func catalog(of stack: JSONBody) -> String? {
        stack["externalId"].node?.string.flatMap { TemplateID(externalID: $0)?.catalog }
    }

    /// The plans of stacks in their order, made side by side.
    private func plans(
        _ stacks: [JSONBody], in library: CatalogLibrary, _ rancherVersion: String
    ) async throws -> [JSONNode] {
        // The same share for each, so that what one shows does not depend on which is made first.
        let share = configuration.limits.differenceBytes / max(1, stacks.count)
        return try await withThrowingTaskGroup(of: (Int, JSONNode).self) { group in
            for (index, stack) in stacks.enumerated() {
                group.addTask { (index, try await plan(stack, in: library, rancherVersion, differenceBytes: share)) }
            }
            var plans = [JSONNode](repeating: .null, count: stacks.count)
            for try await (index, plan) in group { plans[index] = plan }
            return plans
        }
    }

    private func plan(
        _ stack: JSONBody, in library: CatalogLibrary, _ rancherVersion: String, differenceBytes: Int
    ) async throws -> JSONNode {
        let limits = configuration.limits
        guard stack.node?.object != nil else { throw stack.wrong("an object with externalId") }
        try stack.requireMembers(["answers", "environmentName", "externalId", "stackName", "to"])
        guard let external = try stack["externalId"].text(limit: limits.contextBytes) else {
            throw APIError.invalidMember(stack["externalId"].pointer, "is missing")
        }
        let answers = try stack["answers"].answers(limits: limits)
        let name = try stack["stackName"].text(limit: limits.contextBytes)
        let environment = try stack["environmentName"].text(limit: limits.contextBytes)
        let target = try stack["to"].text(limit: limits.contextBytes)
        let refusal = { (error: APIError) -> JSONNode in
            .members([
                "code": .string(error.code), "externalId": .string(external), "message": .string(error.message),
                "place": .string(stack["externalId"].pointer), "status": .string(String(error.status.code)),
                "type": .string("error"),
            ])
        }
        guard let id = TemplateID(externalID: external), id.version != nil else {
            return refusal(.notAVersionID(external))
        }
        var request = UpgradeRequest(
            from: id,
            context: StackContext(
                stackName: name ?? id.folderName, environmentName: environment ?? "Default",
                rancherVersion: rancherVersion))
        request.target = target
        request.answers = answers.map { GivenAnswers($0) }
        do {
            return try await compiler.plan(request, in: library).keepingDifferences(of: differenceBytes).json
        } catch let failure as LibraryFailure {
            return refusal(APIError(failure))
        }
    }
}
