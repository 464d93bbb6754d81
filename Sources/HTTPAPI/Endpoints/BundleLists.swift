import Bundles
import Catalog
import Compiler
import Diagnostics
import JSON

extension APIResponder {
    func environmentSource(
        _ text: String, in library: CatalogLibrary, _ rancherVersion: String
    ) async throws -> VersionSource {
        guard let id = TemplateID(parsing: text) else { throw APIError.noTemplate }
        let (found, version) =
            id.version == nil
            ? try library.defaultVersion(of: id, rancherVersion: rancherVersion) : try library.version(id)
        return try await library.source(of: version, in: found)
    }

    func collection(
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
    /// What could not be bundled, as lists show it.
    var json: JSONNode {
        .members([
            "diagnostics": diagnostics.json, "id": .string(id.description),
            "message": .string(diagnostics.first { $0.severity == .error }?.message ?? ""),
            "stackName": stackName.isEmpty ? nil : .string(stackName),
        ])
    }
}
