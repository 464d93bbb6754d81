import Foundation

/// A variable of the environment that commands read. This is the only file that reads them, and docs/configuration.md
/// has them all.
enum EnvironmentVariable: String, CaseIterable {
    case host = "MUSTER_HOST"
    case credentials = "MUSTER_CREDENTIALS"
    case keepRunning = "MUSTER_KEEP_RUNNING"
    case rancherVersion = "RANCHER_SERVER_VERSION"
    case catalogs = "DEFAULT_CATTLE_CATALOG_URL"
    case dataHome = "XDG_DATA_HOME"
    case home = "HOME"
    case path = "PATH"
    case noColor = "NO_COLOR"

    /// Its value; nil where it is empty or not set.
    var value: String? {
        guard let value = ProcessInfo.processInfo.environment[rawValue], !value.isEmpty else { return nil }
        return value
    }

    /// What it is for.
    var help: String {
        switch self {
        case .host: "The address to listen on (default: 127.0.0.1); 0.0.0.0 for all of them."
        case .credentials: "Credentials by URL prefix: a JSON file that only its owner can read."
        case .keepRunning: "1 to go on when the program that started this one has ended."
        case .rancherVersion: "The Rancher server's version, for the branch ${RELEASE}."
        case .catalogs: "The catalogs, as Rancher's setting catalog.url has them."
        case .dataHome: "The folder of the default data directory (default: ~/.local/share)."
        case .home: "The home folder."
        case .path: "Where the program is looked for, and its starter catalog beside it."
        case .noColor: "Any text: no colours."
        }
    }

    /// Some of them for a command's help, whose lines have at most 80 columns.
    static func table(of variables: [EnvironmentVariable]) -> String {
        "Environment:\n" + variables.map { "  \($0.rawValue)\n    \($0.help)" }.joined(separator: "\n")
    }

    /// The reference's own variables that are set, by name. They have no effect.
    static var ofReference: [String] {
        ProcessInfo.processInfo.environment.keys.filter { name in
            name.hasPrefix("CATALOG_SERVICE_MYSQL_") || name.hasPrefix("CATALOG_SERVICE_CATTLE_")
        }.sorted()
    }
}
