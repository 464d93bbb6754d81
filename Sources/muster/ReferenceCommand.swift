import Foundation
import Logging
import Service

/// The reference's own command line: what Rancher's server starts as `rancher-catalog-service`. It ends with the program
/// that started it, and its exit status is 0 or, for whatever went wrong, 1.
enum ReferenceCommand {
    /// The name that the program goes by then.
    static let name = "rancher-catalog-service"

    /// The variables of the environment that it reads, beside its flags.
    static let variables: [EnvironmentVariable] = [.host, .credentials, .keepRunning, .rancherVersion]

    /// Does what the arguments say.
    static func main(_ arguments: some Sequence<String>) async {
        do {
            let line = try ReferenceCommandLine(arguments)
            if line.boolean("help") {
                print(ReferenceFlag.usage)
            } else if line.boolean("version") {
                print(Release.version)
            } else {
                try await serve(line)
            }
        } catch let mistake as ReferenceCommandLine.Mistake {
            fail("Error: \(mistake)\n\(ReferenceFlag.usage)")
        } catch {
            fail("\(name): \(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
        exit(1)
    }

    private static func serve(_ line: ReferenceCommandLine) async throws {
        // Whoever read its standard error may be gone when it has to say that it stops.
        signal(SIGPIPE, SIG_IGN)
        let server = Server(options: try options(line))
        let logger = server.options.service.makeLogger()
        endWithParent(logger)
        logger.info(
            "starting",
            metadata: [
                "host": "\(server.options.host)", "port": "\(server.options.port)",
                "cache": "\(server.options.service.dataDirectory)", "config": "\(line.text("config"))",
                "interval": "\(line.number("refresh-interval"))",
            ])
        if line.boolean("validate") { return try await server.validate() }
        try await server.run(announcing: withoutEffect(line))
    }

    /// Stops in order, as it does when it is asked to, once the program that started this one has ended.
    private static func endWithParent(_ logger: Logger) {
        let isToGoOn = EnvironmentVariable.keepRunning.value.map { ReferenceCommandLine.truth($0) ?? true } ?? false
        guard !isToGoOn, let parent = ParentWatch() else { return }
        parent.begin {
            logger.notice("the program that started this one has ended; stopping")
            kill(getpid(), SIGTERM)
        }
    }

    private static func options(_ line: ReferenceCommandLine) throws(ReferenceCommandLine.Mistake) -> ServerOptions {
        let port = line.number("port")
        guard (0...65535).contains(port) else {
            throw ReferenceCommandLine.Mistake("invalid port \(port): it is a number from 0 to 65535")
        }
        return ServerOptions(
            host: EnvironmentVariable.host.value ?? ServerOptions.standardHost,
            port: port,
            service: ServiceOptions(
                // The reference takes an empty path for the working directory.
                dataDirectory: line.text("cache").isEmpty ? "." : line.text("cache"),
                configuration: .file(line.text("config")),
                rancherVersion: EnvironmentVariable.rancherVersion.value ?? "",
                credentialsFile: EnvironmentVariable.credentials.value,
                allowsLocalCatalogs: false,
                logLevel: line.boolean("debug") ? .debug : .info),
            refreshInterval: interval(seconds: line.number("refresh-interval")),
            referenceDefaults: false,
            lints: true
        )
    }

    /// Go's `time.Tick` never ticks where the interval is not positive.
    private static func interval(seconds: Int) -> Duration {
        let longest = 10 * 365 * 24 * 3600
        return .seconds(seconds > 0 ? min(seconds, longest) : longest)
    }

    /// The flags and variables that were given and do nothing here, to be said once. Never their values.
    private static func withoutEffect(_ line: ReferenceCommandLine) -> [String] {
        let idle = Set(ReferenceFlag.all.filter { !$0.hasEffect }.map(\.name))
        return line.given.filter(idle.contains).map { "--\($0)" } + EnvironmentVariable.ofReference
    }
}
