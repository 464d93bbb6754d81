import Foundation
import Git
import Logging
import Service

/// Everything a server is started with, whichever command line it came from.
struct ServerOptions: Sendable {
    var host: String
    var port: Int
    /// The hosts that clients may ask for; all when there are none.
    var allowedHosts: [String] = []
    var dataDirectory: String
    var configuration: CatalogConfiguration
    var rancherVersion: String
    var refreshInterval: Duration
    var credentialsFile: String?
    var referenceDefaults: Bool
    var allowsLocalCatalogs: Bool
    /// Whether what is served is linted.
    var lints: Bool
    var logLevel: Logger.Level

    /// The address that a server listens on unless it is told another one: nobody else's than this machine's own.
    static let standardHost = "127.0.0.1"

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
}

extension ServerOptions {
    /// The catalog with a relative path made absolute, so that it means the same to a server started elsewhere.
    private static func absolute(_ catalog: ConfiguredCatalog) -> ConfiguredCatalog {
        guard let url = try? RemoteURL(parsing: catalog.url), url.transport == .local, !url.path.hasPrefix("/") else {
            return catalog
        }
        let path = URL(filePath: url.path).standardizedFileURL.path
        return ConfiguredCatalog(name: catalog.name, url: path, branch: catalog.branch)
    }
}

/// The server could not start.
struct ServerError: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    let description: String

    init(_ description: String) { self.description = description }
}

/// A configured catalog does not load, or does not parse: exit status 1.
struct ValidationFailure: Error, CustomStringConvertible {
    /// What failed.
    let description: String

    init(_ description: String) { self.description = description }
}
