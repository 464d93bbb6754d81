import Catalog
import Diagnostics
import Foundation
import Git
import HTTPAPI
import Logging
import Service
import ServiceLifecycle
import Store
import UnixSignals

/// A running service: store, refresh schedule and HTTP, from one set of options.
struct Server {
    let options: ServerOptions

    /// Serves until SIGTERM or SIGINT. `ignored` are settings that were given and have no effect; they are said once.
    func run(announcing ignored: [String] = []) async throws {
        // What it makes is its user's alone, and a log that nobody reads any more does not end it.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        HeapTrim.shareHeaps()
        OpenFiles.allowMany()
        let logger = options.service.makeLogger()
        if !ignored.isEmpty {
            logger.notice("accepted without effect", metadata: ["settings": "\(ignored.joined(separator: ", "))"])
        }
        let service = try options.service.makeService(logger: logger)
        if DirectoryAccess(to: options.service.dataDirectory).isOpen {
            logger.warning(
                "the data directory can be used by others than its owner; run chmod 700 on it",
                metadata: ["directory": "\(options.service.dataDirectory)"])
        }
        do {
            try await service.reconfigure()
        } catch is ConfigurationError {
            // Told already; what is in the store is served.
        } catch {
            logger.error("the server starts with what it has", metadata: ["error": "\(error)"])
        }
        let api = try APIServer(operations: service, configuration: apiConfiguration, logger: logger)
        let schedule = RefreshSchedule(service: service, interval: options.refreshInterval)
        var configuration = ServiceGroupConfiguration(
            // They stop in the order opposite to this one.
            services: [
                .init(service: AfterFirstPass(service: service, api: api)), .init(service: schedule),
                .init(service: HeapTrim(service: service)),
                .init(service: StopDeadline(logger: logger)),
            ] + (options.lints ? [.init(service: LintSchedule(service: service))] : [])
                + [.init(service: StopMarking(service: service))],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = StopDeadline.drain
        try await ServiceGroup(configuration: configuration).run()
        try service.close()
    }

    /// Loads the configured catalogs once. Fails as the reference's `--validate` does, with every finding on
    /// standard error, when a catalog cannot be loaded or one of its templates does not parse.
    func validate() async throws {
        umask(0o077)
        let (service, refused) = try await options.service.load()
        var failures = refused.map { failure in
            "Catalog refresh failed for \(failure.key.name) (\(failure.url)): \(failure.message)"
        }
        for catalog in service.publication.catalogs {
            let errors = catalog.findings.filter { $0.severity == .error }
            if errors.isEmpty { continue }
            let list = errors.map { "\($0.location): \($0.message)" }.joined(separator: " ")
            failures.append("Catalog refresh failed for \(catalog.key.name) (\(catalog.url)): [\(list)]")
        }
        guard failures.isEmpty else {
            throw ValidationFailure("Failed to validate catalog: [\(failures.joined(separator: " "))]")
        }
    }

    private var apiConfiguration: APIConfiguration {
        var configuration = APIConfiguration(
            host: options.host, port: options.port, referenceDefaults: options.referenceDefaults)
        configuration.allowedHosts = options.allowedHosts
        configuration.lints = options.lints
        configuration.release = Release.version
        configuration.limits.connections = OpenFiles.connections(wanted: configuration.limits.connections)
        return configuration
    }
}
