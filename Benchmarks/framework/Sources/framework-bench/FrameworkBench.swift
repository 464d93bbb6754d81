import ArgumentParser

/// Serves one ready answer on a bare framework, so that the service's own cost can be told from the framework's.
@main
struct FrameworkBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "framework-bench",
        abstract: "Serves one ready answer on a bare framework, to be measured beside the service.",
        discussion: """
            Examples:
              framework-bench nio --port 9001 --body-bytes 15000
              wrk -t1 -c32 -d3s http://127.0.0.1:9001/
            """,
        subcommands: [NIOServer.self, HummingbirdServer.self]
    )
}

/// What both servers take.
struct ServerArguments: ParsableArguments {
    @Option(help: "The port of 127.0.0.1 to listen on.")
    var port: Int

    @Option(help: "Bytes of the body of every answer.")
    var bodyBytes = 2_048

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port must be a number from 1 to 65535") }
        guard bodyBytes >= 0 else { throw ValidationError("--body-bytes must not be negative") }
    }
}
