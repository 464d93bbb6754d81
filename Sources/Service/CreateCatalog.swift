import Catalog
import Store

extension CatalogService {
    /// Adds a catalog to an environment, durably. It is fetched by the next refresh.
    ///
    /// - Throws: ``ServiceError`` for a missing or unusable field, and for a name that the environment or the
    ///   operator's configuration already has.
    package func create(_ request: CatalogRequest, in environment: String) async throws -> PublishedCatalog {
        guard let name = request.name, !name.isEmpty else { throw ServiceError(.missingField, "Missing field 'name'") }
        guard let url = request.url, !url.isEmpty else { throw ServiceError(.missingField, "Missing field 'url'") }
        let key = CatalogKey(environment: environment, name: name)
        return try await changing(key) {
            try refuseTaken(key)
            let record = try makeClientRecord(
                key: key, url: url, branch: request.branch ?? "", kind: request.kind ?? "")
            try store.save(record)
            return publish(record)
        }
    }

    /// Refuses a name that is taken: by a catalog of the same environment, or by a global one.
    func refuseTaken(_ key: CatalogKey) throws {
        let global = CatalogKey(environment: CatalogKey.globalEnvironment, name: key.name)
        if record(for: key) != nil || record(for: global) != nil {
            throw ServiceError(.alreadyExists, "Catalog name \(key.name) already exists")
        }
    }

    /// A record for what a client asked for: clients reach the network, and the machine's own files only when the
    /// operator allows it.
    func makeClientRecord(key: CatalogKey, url: String, branch: String, kind: String) throws -> CatalogRecord {
        let record = try makeRecord(key: key, url: url, branch: branch, kind: kind, origin: .client)
        guard settings.allowsLocalCatalogs || !isLocal(record) else {
            throw ServiceError(
                .invalidField,
                "Field 'url' names a path of the server; start it with --allow-local-catalogs to let clients do so")
        }
        return record
    }
}
