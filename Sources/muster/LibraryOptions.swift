import Bundles
import Checkouts
import Catalog
import ArgumentParser
import Compiler
import Foundation
import Logging
import Service
import Store

/// Which catalogs a command looks into: the same ones that `serve` would serve.
struct LibraryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A catalog: a repository or a folder; may be given several times. \
            (default: $DEFAULT_CATTLE_CATALOG_URL, else the starter catalog)
            """,
            valueName: "NAME=URL[#BRANCH]"))
    var catalog: [String] = []

    @Option(help: "A repo.json as Rancher's server writes it.")
    var config: String?

    @Option(
        help: "Keep what is fetched here, so that the next run is faster. (default: a folder that is removed again)")
    var dataDir: String?

    @Option(help: "Credentials by URL prefix: a JSON file that only its owner can read.")
    var credentials: String?

    func validate() throws {
        if config != nil, !catalog.isEmpty { throw ValidationError("give --config or --catalog, not both") }
    }

    /// Whether any catalog is named.
    var isEmpty: Bool { catalog.isEmpty && config == nil }

    /// Fetches the catalogs and gives `body` a library of them. A catalog that cannot be read ends the command.
    func withLibrary<T>(rancherVersion: String, _ body: (CatalogLibrary) async throws -> T) async throws -> T {
        let temporary = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)").path
        defer { if dataDir == nil { try? FileManager.default.removeItem(atPath: temporary) } }
        let options = ServiceOptions(
            dataDirectory: dataDir ?? temporary,
            configuration: try ServiceOptions.configuration(file: config, entries: catalog),
            rancherVersion: rancherVersion, credentialsFile: credentials, allowsLocalCatalogs: true, logLevel: .error)
        let (service, failures) = try await options.load()
        defer { try? service.close() }
        for failure in failures {
            throw ServerError("cannot read the catalog \(failure.key.name) (\(failure.url)): \(failure.message)")
        }
        return try await body(
            service.library(of: service.publication, visibleIn: CatalogKey.globalEnvironment))
    }
}

extension VersionPlace {
    /// The version, from the folder or from the catalogs.
    func version(_ catalogs: LibraryOptions, rancherVersion: String) async throws -> Found {
        if isFolder { return try await folder() }
        let id = try id
        return try await catalogs.withLibrary(rancherVersion: rancherVersion) { library in
            try await Self.version(id, in: library, rancherVersion: rancherVersion)
        }
    }
}
