import ArgumentParser
import Git

/// The command line. Under the name `rancher-catalog-service` it is the reference's, else `muster VERB`.
@main
struct Muster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "Turns git catalogs of compose templates into validated, versioned bundles, and serves them.",
        discussion: """
            Examples:
              muster serve
              muster serve --catalog library=https://git.rancher.io/rancher-catalog.git#v1.6-release
              muster serve --config repo.json --port 8088

            \(EnvironmentVariable.table(of: [.noColor]))
            """,
        version: Release.version,
        subcommands: [
            Serve.self, BundleCommand.self, EnvironmentCommand.self, UpgradeCommand.self, ImagesCommand.self,
            GraphCommand.self, NewCommand.self, NewVersionCommand.self, LintCommand.self, RenderCommand.self,
            TemplateCommand.self, ExplainCommand.self,
            DoctorCommand.self,
        ]
    )

    static func main() async {
        OpenFiles.replaceClosedStreams()
        GitWorker.serve(CommandLine.arguments)
        LogStream.bootstrap()
        let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
        if name == ReferenceCommand.name {
            await ReferenceCommand.main(CommandLine.arguments.dropFirst())
        } else {
            await run()
        }
    }

    /// Runs the command line, with this program's exit statuses instead of the parser's.
    private static func run() async {
        // The parser knows no option whose value may be left out.
        let arguments = CommandLine.arguments.dropFirst().map { $0 == "--fix" ? "--fix=safe" : $0 }
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.exit(with: error, of: Self.self)
        }
    }
}

/// The program's own version.
enum Release {
    /// The version that `--version` prints.
    static let version = "0.1.0"
}
