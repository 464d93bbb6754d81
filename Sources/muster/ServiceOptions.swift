import Foundation
import Git
import Logging
import Service
import Store

/// Everything that a service over a data directory is made from, whether it is served or only looked into.
struct ServiceOptions: Sendable {
    var dataDirectory: String
    var configuration: CatalogConfiguration
    var rancherVersion: String
    var credentialsFile: String?
    var allowsLocalCatalogs: Bool
    var logLevel: Logger.Level

    /// Loads the configured catalogs once, and says which could not be loaded. Whoever gets the service closes it. Unlike a
    /// server, whoever runs a command is told at once of every file that cannot be used.
    func load() async throws -> (service: CatalogService, failures: [RefreshFailure]) {
        if let file = credentialsFile { _ = try Credentials.load(path: file) }
        let service = try makeService(logger: makeLogger())
        try await service.reconfigure()
        if let trouble = service.operatorTroubles.first { throw ServerError("\(trouble)") }
        return (service, try await service.refresh(environment: "global"))
    }

    /// Writes to standard error.
    func makeLogger() -> Logger {
        var logger = Logger(label: "muster")
        logger.logLevel = logLevel
        return logger
    }

    /// The service over this server's data directory. Damage that only shows when templates are read is mended at once, as
    /// it would be by the next start.
    func makeService(logger: Logger) throws -> CatalogService {
        do {
            return try openService(logger: logger)
        } catch let error as StoreError where error.code == .damaged {
            logger.error("\(error)")
            return try openService(logger: logger)
        }
    }

    private func openService(logger: Logger) throws -> CatalogService {
        let store = try CatalogStore(directory: dataDirectory)
        for notice in store.notices { logger.warning("\(notice)") }
        return try CatalogService(
            settings: CatalogService.Settings(
                mirrorDirectory: dataDirectory + "/mirrors",
                configuration: configuration,
                release: ReleaseBranch(rancherVersion: rancherVersion),
                credentialsFile: credentialsFile,
                allowsLocalCatalogs: allowsLocalCatalogs
            ),
            store: store,
            vault: try CredentialVault(directory: dataDirectory),
            logger: logger,
            marks: WorkMarks(directory: dataDirectory, release: Release.version)
        )
    }
}

extension ServiceOptions {
    /// `$XDG_DATA_HOME/muster`, or `~/.local/share/muster`.
    static var standardDataDirectory: String {
        if let data = EnvironmentVariable.dataHome.value, data.hasPrefix("/") { return data + "/muster" }
        return (EnvironmentVariable.home.value ?? NSHomeDirectory()) + "/.local/share/muster"
    }

    /// The file, else the entries, else `DEFAULT_CATTLE_CATALOG_URL`, else the starter catalog.
    static func configuration(file: String?, entries: [String]) throws -> CatalogConfiguration {
        if let file { return .file(file) }
        if !entries.isEmpty {
            let catalogs = try entries.enumerated().map { index, entry in
                let name = entries.count == 1 ? "--catalog" : "--catalog number \(index + 1)"
                return try CatalogConfiguration.parse(entry: entry, named: name)
            }
            return .fixed(catalogs.map(absolute))
        }
        if let setting = EnvironmentVariable.catalogs.value { return .setting(setting) }
        return .fixed([ConfiguredCatalog(name: "starter", url: try StarterCatalog.directory())])
    }

    /// The catalog with a relative path made absolute, so that it means the same to a server started elsewhere.
    private static func absolute(_ catalog: ConfiguredCatalog) -> ConfiguredCatalog {
        guard let url = try? RemoteURL(parsing: catalog.url), url.transport == .local, !url.path.hasPrefix("/") else {
            return catalog
        }
        let path = URL(filePath: url.path).standardizedFileURL.path
        return ConfiguredCatalog(name: catalog.name, url: path, branch: catalog.branch)
    }
}
