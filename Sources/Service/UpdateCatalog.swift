import Catalog
import Store

extension CatalogService {
    /// Renames a catalog or points it elsewhere. What it served before is served until the next refresh.
    ///
    /// - Throws: ``ServiceError`` when there is no such catalog in exactly this environment, when the new name is
    ///   taken, or when a field cannot be used.
    package func update(
        _ name: String, with request: CatalogRequest, in environment: String
    ) async throws -> PublishedCatalog {
        let old = CatalogKey(environment: environment, name: name)
        let new = CatalogKey(environment: environment, name: request.name.nonEmpty ?? name)
        return try await changing(old) {
            guard let before = record(for: old) else { throw ServiceError(.notFound, "Catalog not found") }
            if new != old { try refuseTaken(new) }
            let record = try changed(before, to: new, by: request)
            if new != old {
                // The mirror of a catalog that is being fetched stays behind and is collected; the next refresh clones.
                if !flights.cancel(old) { try moveMirror(from: old, to: new) }
            }
            try store.save(record, replacing: old)
            return publish(record, replacing: old)
        }
    }

    private func changed(_ before: CatalogRecord, to key: CatalogKey, by request: CatalogRequest) throws
        -> CatalogRecord
    {
        let branch = request.branch.nonEmpty ?? before.branch
        let kind = request.kind.nonEmpty ?? before.kind
        if let url = request.url.nonEmpty, url != before.url {
            return try makeClientRecord(key: key, url: url, branch: branch, kind: kind)
        }
        // The secret is bound to its catalog's key, so it is sealed anew under the new one.
        let credential = try embeddedCredential(of: before)
        return CatalogRecord(
            key: key, url: before.url, branch: branch, kind: kind, origin: before.origin,
            sealedCredential: try credential.map { try vault.seal($0.sealable, for: key) })
    }
}

extension String? {
    /// The text, unless it is absent or empty: clients send empty fields for what they do not mean to change.
    fileprivate var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}
