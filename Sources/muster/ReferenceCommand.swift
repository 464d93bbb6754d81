import Service
import ArgumentParser
import Foundation
import Logging

/// The reference's own command line: what Rancher's server starts as `rancher-catalog-service`.
struct ReferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rancher-catalog-service",
        abstract: "Serve catalogs as Rancher 1.6's catalog service does.",
        version: Release.version
    )

    @Option(help: "The catalog configuration.")
    var config = "./repo.json"

    @Option(help: "Seconds between refreshes.")
    var refreshInterval = 60

    @Option(name: .shortAndLong, help: "The port to listen on.")
    var port = 8088

    @Option(help: "Where mirrors and the database are kept.")
    var cache = "./cache"

    @Flag(help: "Load the configured catalogs once, and fail when a template does not parse.")
    var validate = false

    @Flag(help: "Log more.")
    var debug = false

    @Flag(help: "Accepted, without effect: the store is always SQLite.")
    var sqlite = false

    @Flag(help: "Accepted, without effect: the store migrates itself.")
    var migrateDb = false

    @Flag(help: "Accepted, without effect: nothing is reported to anybody.")
    var track = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let server = Server(
            options: ServerOptions(
                host: environment["MUSTER_HOST"] ?? "127.0.0.1",
                port: port,
                dataDirectory: cache,
                configuration: .file(config),
                rancherVersion: environment["RANCHER_SERVER_VERSION"] ?? "",
                refreshInterval: .seconds(max(1, refreshInterval)),
                credentialsFile: environment["MUSTER_CREDENTIALS"],
                referenceDefaults: false,
                allowsLocalCatalogs: false,
                lints: true,
                logLevel: debug ? .debug : .info
            ))
        if validate {
            try await server.validate()
        } else {
            try await server.run(announcing: withoutEffect(environment))
        }
    }

    /// The flags and variables that were given and do nothing here, to be said once.
    private func withoutEffect(_ environment: [String: String]) -> [String] {
        let flags = [("--sqlite", sqlite), ("--migrate-db", migrateDb), ("--track", track)].filter(\.1).map(\.0)
        let variables = environment.keys.filter {
            $0.hasPrefix("CATALOG_SERVICE_MYSQL_") || $0.hasPrefix("CATALOG_SERVICE_CATTLE_")
        }
        return flags + variables.sorted()
    }
}
