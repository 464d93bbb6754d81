import Catalog
import Compiler
import Diagnostics
import HTTPTypes
import JSON
import Service

extension APIResponder {
    /// `GET bundles/infra`: the bundle of every infra template's default version for a server, or of every stack of an
    /// environment template. What could not be bundled stands in `failures`.
    func infraBundles(_ client: ClientRequest) async throws -> Answer {
        let query = client.query
        let rancherVersion = query.first("rancherVersion")
        let (catalog, environment) = (query.first("catalogId"), query.first("projectTemplate"))
        return try await kept(.infraBundles, client, variant: [rancherVersion, catalog, environment]) { publication in
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

    /// `GET environments`: every environment template's default version for a server, resolved, without the bundles of its
    /// stacks: their digests are there.
    func environments(_ client: ClientRequest) async throws -> Answer {
        let rancherVersion = client.query.first("rancherVersion")
        return try await kept(.environments, client, variant: [rancherVersion]) { publication in
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

    /// `GET environments/ID`: one environment template, or one version of it, resolved, with the bundle of every stack.
    func environment(_ text: String, _ client: ClientRequest) async throws -> Answer {
        let rancherVersion = client.query.first("rancherVersion")
        return try await kept(.environment(text), client, variant: [rancherVersion]) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            let source = try await environmentSource(text, in: library, rancherVersion)
            let result = try await compiler.environment(
                source, in: library, EnvironmentRequest(rancherVersion: rancherVersion))
            guard let bundle = result.bundle else { throw APIError.notCompiled(source.id, result.diagnostics) }
            return json(client) { bundle.document.write(to: &$0) }
        }
    }

    private func environmentSource(
        _ text: String, in library: CatalogLibrary, _ rancherVersion: String
    ) async throws -> VersionSource {
        guard let id = TemplateID(parsing: text) else { throw APIError.noTemplate }
        let (found, version) =
            id.version == nil
            ? try library.defaultVersion(of: id, rancherVersion: rancherVersion) : try library.version(id)
        return try await library.source(of: version, in: found)
    }

    private func collection(
        _ client: ClientRequest, _ type: String, at address: String, _ data: [JSONNode], _ failures: [JSONNode]
    ) -> Answer {
        let body = JSONNode.members([
            "data": .array(data), "failures": .array(failures), "links": .strings(["self": address]),
            "resourceType": .string(type), "type": .string("collection"),
        ])
        return json(client) { body.write(to: &$0) }
    }
}

extension InfraBundles.Failure {
    fileprivate var json: JSONNode {
        .members([
            "diagnostics": diagnostics.json, "id": .string(id.description),
            "message": .string(diagnostics.first { $0.severity == .error }?.message ?? ""),
            "stackName": stackName.isEmpty ? nil : .string(stackName),
        ])
    }
}
