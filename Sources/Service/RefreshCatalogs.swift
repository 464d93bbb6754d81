import Git
import Lanes
import Logging
import Store

extension CatalogService {
    /// Refreshes the environment's catalogs and the global ones side by side. The configuration is read again first:
    /// global catalogs that it no longer lists are dropped, new and changed ones are taken over.
    ///
    /// - Throws: ``ConfigurationError`` when the configuration cannot be read; what is served stays as it is.
    public func refresh(environment: String) async throws -> [RefreshFailure] {
        try await reconfigure()
        let keys = records.map(\.key).filter { $0.isGlobal || $0.environment == environment }
        return await refresh(keys)
    }

    /// Refreshes one catalog that is visible in `environment`.
    public func refresh(catalog name: String, in environment: String) async throws -> RefreshFailure? {
        guard let key = publication.catalog(named: name, visibleIn: environment)?.key else {
            throw ServiceError(.notFound, "Catalog not found")
        }
        return await refresh([key]).first
    }

    /// Refreshes these catalogs side by side; returns when each is published, with the failures ordered by name.
    func refresh(_ keys: [CatalogKey]) async -> [RefreshFailure] {
        let joined = keys.map { key in flights.join(key) { await self.refreshNow(key) } }
        var failures: [RefreshFailure] = []
        for flight in joined {
            if let failure = await flight.value { failures.append(failure) }
        }
        return failures.sorted { ($0.key.name, $0.key.environment) < ($1.key.name, $1.key.environment) }
    }

    /// Takes over what the configuration says now, without fetching anything.
    public func reconfigure() async throws {
        let settings = settings
        let configured = try await Lane.reading.run(for: .process) {
            try settings.configuration.load(release: settings.release)
        }
        let named = Dictionary(configured.map { ($0.name, $0) }) { first, _ in first }
        for record in records where record.key.isGlobal && named[record.key.name] == nil {
            try await discard(record.key)
        }
        for catalog in configured {
            let key = CatalogKey(environment: CatalogKey.globalEnvironment, name: catalog.name)
            try await changing(key) {
                let record = try makeRecord(
                    key: key, url: catalog.url, branch: catalog.branch, kind: "", origin: .configuration)
                if let known = self.record(for: key), try describeTheSame(known, record) { return }
                try store.save(record)
                _ = publish(record)
            }
        }
    }

    /// Whether two records fetch the same thing in the same way. Sealing is randomised, so secrets are compared open.
    private func describeTheSame(_ one: CatalogRecord, _ other: CatalogRecord) throws -> Bool {
        guard one.url == other.url, one.branch == other.branch, one.origin == other.origin else { return false }
        return try embeddedCredential(of: one) == embeddedCredential(of: other)
    }
}
