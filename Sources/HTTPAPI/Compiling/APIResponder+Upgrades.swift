import Catalog
import Compiler
import HTTPTypes
import JSON
import Lanes
import Service

extension APIResponder {
    /// `POST upgrades`: a plan for each stack of the body, `[{externalId, answers?, to?, stackName?}]` or
    /// `{rancherVersion, stacks: […]}`. A stack that cannot be planned has an error in its place.
    func upgrades(_ client: ClientRequest, _ bytes: [UInt8]) async throws -> Answer {
        let limits = configuration.limits
        let asked = try await lanes.answers.run(for: client.owner) {
            try PlansRequest(JSONBody(bytes), rancherVersion: client.query.first("rancherVersion"), limits: limits)
        }
        try await awaitCatalogs(named: asked.stacks.compactMap(Self.catalog), client)
        return try await posted(.upgrades, client, bytes) { try await plans(asked, in: $0, client) }
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
        try await withThrowingTaskGroup(of: (Int, JSONNode).self) { group in
            for (index, stack) in stacks.enumerated() {
                group.addTask { (index, try await plan(stack, in: library, rancherVersion)) }
            }
            var plans = [JSONNode](repeating: .null, count: stacks.count)
            for try await (index, plan) in group { plans[index] = plan }
            return plans
        }
    }

    private func plan(
        _ stack: JSONBody, in library: CatalogLibrary, _ rancherVersion: String
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
            return try await compiler.plan(request, in: library).json
        } catch let failure as LibraryFailure {
            return refusal(APIError(failure))
        }
    }

    /// `GET templateversions/ID/upgradeplan`: the plan for a stack whose answers are not told.
    func upgradePlan(_ text: String, _ client: ClientRequest) async throws -> Answer {
        let (rancherVersion, target) = (client.query.first("rancherVersion"), client.query.first("to"))
        let id = try versionID(text)
        return try await kept(.upgradePlan(text), client, variant: [rancherVersion, target]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            var request = UpgradeRequest(
                from: id, context: StackContext(stackName: id.folderName, rancherVersion: rancherVersion))
            request.target = target.isEmpty ? nil : target
            let plan = try await compiler.plan(request, in: library)
            return json(client) { plan.json.write(to: &$0) }
        }
    }
}
