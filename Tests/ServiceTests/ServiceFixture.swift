import Foundation
import Git
import Logging
import MusterTesting
import Service
import Store

/// A service on a data directory of its own.
struct ServiceFixture {
    let directory: String
    let service: CatalogService

    init(
        catalogs: [ConfiguredCatalog] = [],
        configuration: CatalogConfiguration? = nil,
        directory: String? = nil,
        credentialsFile: String? = nil,
        deadlines: Deadlines = Deadlines(connect: .seconds(5), idle: .seconds(5), total: .seconds(60)),
        allowsLocalCatalogs: Bool = true
    ) throws {
        self.directory =
            directory ?? FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        service = try CatalogService(
            settings: CatalogService.Settings(
                mirrorDirectory: self.directory + "/mirrors",
                configuration: configuration ?? .fixed(catalogs),
                credentialsFile: credentialsFile,
                deadlines: deadlines,
                allowsLocalCatalogs: allowsLocalCatalogs
            ),
            store: try CatalogStore(directory: self.directory),
            vault: try CredentialVault(directory: self.directory),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// A catalog of one template with the given versions.
    static func files(versions: [String], name: String = "App") -> [String: String] {
        var files = ["templates/app/config.yml": "name: \(name)\nversion: '\(versions.last ?? "")'\n"]
        for (revision, version) in versions.enumerated() {
            files["templates/app/\(revision)/docker-compose.yml"] = "app:\n  image: nginx:1.15.12\n"
            files["templates/app/\(revision)/rancher-compose.yml"] = ".catalog:\n  version: '\(version)'\n"
        }
        return files
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
    }
}
