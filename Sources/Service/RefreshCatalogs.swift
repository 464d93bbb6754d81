import Catalog
import Git
import Lanes
import Logging
import Store

extension CatalogService {
    /// Refreshes the environment's catalogs and the global ones side by side. The configuration is read again first:
    /// global catalogs that it no longer lists are dropped, new and changed ones are taken over.
    ///
    /// - Throws: ``ConfigurationError`` when nothing of the configuration can be used: the catalogs that are known are refreshed
    ///   all the same.
    package func refresh(environment: String) async throws -> [RefreshFailure] {
        var refusal: (any Error)?
        do { try await reconfigure() } catch { refusal = error }
        let keys = records.map(\.key).filter { $0.isGlobal || $0.environment == environment }
        let failures = await refresh(keys)
        if let refusal { throw refusal }
        return failures
    }

    /// Refreshes one catalog that is visible in `environment`.
    package func refresh(catalog name: String, in environment: String) async throws -> RefreshFailure? {
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

    /// Takes over what the configuration says now, without fetching anything. An entry that cannot be used is reported, changes
    /// nothing and costs no other.
    ///
    /// - Throws: ``ConfigurationError`` when nothing of it can be used, and what is known stays; what the store throws, after
    ///   every entry had its turn.
    package func reconfigure() async throws {
        try await operatorFiles.inTurn { try await self.takeOverConfiguration() }
    }

    private func takeOverConfiguration() async throws {
        // So that trouble with it is told although no remote needs it now.
        _ = try await operatorFiles.readCredentials()
        var reading: ConfigurationReading
        do {
            reading = try await readConfiguration()
        } catch let error as ConfigurationError {
            operatorFiles.report([error.trouble], about: .catalogs)
            beginFirstPass(isSettled: false)
            throw error
        }
        var failure: (any Error)?
        func attempt(_ name: String, _ change: () async throws -> Void) async {
            do {
                try await change()
            } catch let error as ServiceError {
                reading.refuse(name, in: settings.configuration.source, error.message)
            } catch {
                failure = failure ?? error
            }
        }
        for record in records where record.key.isGlobal && reading.drops(record.key.name) {
            await attempt(record.key.name) { try await discard(record.key) }
        }
        for catalog in reading.catalogs { await attempt(catalog.name) { try await configure(catalog) } }
        operatorFiles.report(reading.troubles, about: .catalogs)
        beginFirstPass(isSettled: true)
        if let failure { throw failure }
    }

    private func readConfiguration() async throws -> ConfigurationReading {
        let (configuration, release) = (settings.configuration, settings.release)
        return try await Lane.reading.run(for: .process) { try configuration.read(release: release) }
    }

    /// Takes over one catalog of the configuration.
    private func configure(_ catalog: ConfiguredCatalog) async throws {
        let key = CatalogKey(environment: CatalogKey.globalEnvironment, name: catalog.name)
        try await changing(key) {
            let record = try makeRecord(
                key: key, url: catalog.url, branch: catalog.branch, kind: "", origin: .configuration)
            // A secret that cannot be opened any more is replaced by the one that is written now.
            if let known = self.record(for: key), (try? describeTheSame(known, record)) == true { return }
            try store.save(record)
            _ = publish(record)
        }
    }

    /// Whether two records fetch the same thing in the same way. Sealing is randomised, so secrets are compared open.
    private func describeTheSame(_ one: CatalogRecord, _ other: CatalogRecord) throws -> Bool {
        guard one.url == other.url, one.branch == other.branch, one.origin == other.origin else { return false }
        return try embeddedCredential(of: one) == embeddedCredential(of: other)
    }
}
