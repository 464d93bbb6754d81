import ArgumentParser
import Service

/// `muster doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "doctor", "Say what is wrong in a data directory, and repair what can be derived again.",
        about: """
            Nothing is changed without --repair, and no catalog is removed with it. Templates and contents that cannot be \
            used are read again from the mirrors, or by the next refresh; damaged mirrors are cloned anew.
            """,
        findings: "something is wrong and is not mended",
        examples: [
            "muster doctor ~/.local/share/muster",
            "muster doctor ~/.local/share/muster --repair",
            "muster doctor ./cache --config repo.json",
        ]
    )

    @Argument(help: "The folder that a server has as --data-dir; no server may use it meanwhile.")
    var dataDir: String

    @Option(help: "The repo.json that the server reads: say what in it cannot be used.")
    var config: String?

    @Option(help: "The credentials file that the server reads: say what in it cannot be used.")
    var credentials: String?

    @Flag(help: "Repair what can be derived again.")
    var repair = false

    @Option(help: "How to print the findings.")
    var format = DoctorOutput.Format.text

    func run() async throws {
        let directory = try ExamineDataDirectory(directory: dataDir)
        let output = DoctorOutput(format)
        let files = ExamineOperatorFiles(configuration: config, credentials: credentials)
        output.begin("findings")
        files.examine { output.show($0) }
        var found = await directory.examine { output.show($0) }
        if repair, !found.isEmpty {
            output.begin("repaired")
            for done in try await directory.perform(found) { output.show(done) }
            output.begin("remaining")
            files.examine { output.show($0) }
            found = await directory.examine { output.show($0) }
        }
        output.end(canRepair: !repair && !found.isEmpty)
        if output.errors > 0 { throw ExitStatus.findings }
    }
}
