import ArgumentParser
import Foundation

/// `muster serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "serve", "Serve catalogs on /v1-catalog, refreshed from their git repositories.",
        about: """
            Without --config or --catalog it reads DEFAULT_CATTLE_CATALOG_URL, and without that it serves the starter \
            catalog. A stop and a start serve the same at once, without network.
            """,
        examples: [
            "muster serve",
            "muster serve --catalog library=https://git.rancher.io/rancher-catalog.git#v1.6-release",
            "muster serve --catalog mine=./my-catalog --port 8089",
        ],
        more: EnvironmentVariable.table(of: variables)
    )

    /// The variables of the environment that it reads; its options come first.
    private static let variables: [EnvironmentVariable] = [
        .host, .credentials, .rancherVersion, .catalogs, .dataHome, .home, .path,
    ]

    @Option(help: "A repo.json as Rancher's server writes it; read again at every refresh of the global catalogs.")
    var config: String?

    @Option(
        help: ArgumentHelp(
            "A catalog for all environments; may be given several times.", valueName: "NAME=URL[#BRANCH]"))
    var catalog: [String] = []

    @Option(help: "The address to listen on. (default: $MUSTER_HOST, else 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on.")
    var port = 8088

    @Option(
        help: ArgumentHelp(
            "A host that clients may ask for, with its port or without; all others get 421. Without it every host may be asked for.",
            valueName: "HOST"))
    var allowHost: [String] = []

    @Option(help: "Where mirrors and the database are kept. (default: $XDG_DATA_HOME/muster or ~/.local/share/muster)")
    var dataDir: String?

    @Option(help: "Seconds between refreshes.")
    var refreshInterval = 300

    @Option(help: "Credentials by URL prefix: a JSON file that only its owner can read. (default: $MUSTER_CREDENTIALS)")
    var credentials: String?

    @Option(help: "The Rancher server's version, for the branch ${RELEASE}. (default: $RANCHER_SERVER_VERSION)")
    var rancherVersion: String?

    @Flag(help: "Answer the reference's default version, also when it does not suit the asking server.")
    var referenceDefaults = false

    @Flag(help: "Let clients add catalogs that lie on this machine's own disk.")
    var allowLocalCatalogs = false

    @Flag(help: "Do not lint what is served: no /v1-catalog/findings, and less memory.")
    var noLint = false

    @Option(help: "The least level to log: trace, debug, info, notice, warning, error.")
    var logLevel = LogLevel.info

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
        guard refreshInterval > 0 else { throw ValidationError("--refresh-interval is a positive number of seconds") }
        if config != nil, !catalog.isEmpty { throw ValidationError("give --config or --catalog, not both") }
    }

    func run() async throws {
        try await Server(
            options: ServerOptions(
                host: host ?? EnvironmentVariable.host.value ?? ServerOptions.standardHost,
                port: port,
                allowedHosts: allowHost,
                service: service(),
                refreshInterval: .seconds(refreshInterval),
                referenceDefaults: referenceDefaults,
                lints: !noLint
            )
        ).run()
    }

    private func service() throws -> ServiceOptions {
        ServiceOptions(
            dataDirectory: dataDir ?? ServiceOptions.standardDataDirectory,
            configuration: try ServiceOptions.configuration(file: config, entries: catalog),
            rancherVersion: rancherVersion ?? EnvironmentVariable.rancherVersion.value ?? "",
            credentialsFile: credentials ?? EnvironmentVariable.credentials.value,
            allowsLocalCatalogs: allowLocalCatalogs, logLevel: logLevel.level)
    }
}
