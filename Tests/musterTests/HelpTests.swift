import FoundationEssentials
import ArgumentParser
import Testing

@testable import muster

/// Every variable of the environment stands in the help of the command that reads it.
@Suite("Help")
struct HelpTests {
    @Test(
        "names the variables that the command reads",
        arguments: [
            (["serve", "--help"], "muster", ["MUSTER_HOST", "MUSTER_CREDENTIALS", "RANCHER_SERVER_VERSION"]),
            (["serve", "--help"], "muster", ["DEFAULT_CATTLE_CATALOG_URL", "XDG_DATA_HOME", "HOME", "PATH"]),
            (["--help"], "muster", ["NO_COLOR"]),
            (["images", "--help"], "muster", ["DEFAULT_CATTLE_CATALOG_URL"]),
            (
                ["--help"], "rancher-catalog-service",
                ["MUSTER_HOST", "MUSTER_CREDENTIALS", "MUSTER_KEEP_RUNNING", "RANCHER_SERVER_VERSION"]
            ),
        ])
    func variables(arguments: [String], name: String, variables: [String]) throws {
        let outcome = try CommandLineTests.run(arguments, named: name)
        #expect(outcome.status == 0)
        for variable in variables { #expect(outcome.output.contains(variable), "\(outcome.output)") }
    }

    @Test(
        "says how the command ends and shows it in use, in lines that end where the terminal does",
        arguments: Muster.configuration.subcommands.map { $0.configuration.commandName ?? "" })
    func statusesAndExamples(command: String) throws {
        for columns in [80, 120] {
            let help = try CommandLineTests.run([command, "--help"], environment: ["COLUMNS": "\(columns)"])
            #expect(help.status == 0)
            let parts = help.output.components(separatedBy: "\n\n")
            let statuses = try #require(parts.first { $0.hasPrefix("Exit status:") })
            #expect(["  0  ", "  2  ", "  3  "].allSatisfy(statuses.contains))
            #expect(parts.contains { $0.hasPrefix("Examples:\n  muster \(command)") || command == "template" })
        }
        let narrow = try CommandLineTests.run([command, "--help"], environment: ["COLUMNS": "60"]).output
        let wide = try CommandLineTests.run([command, "--help"], environment: ["COLUMNS": "200"]).output
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
        #expect(words(narrow) == words(wide))
    }

    @Test("all of them are in some command's help")
    func all() throws {
        let texts =
            try [["--help"], ["serve", "--help"]].map { try CommandLineTests.run($0).output } + [ReferenceFlag.usage]
        for variable in EnvironmentVariable.allCases {
            #expect(texts.contains { $0.contains(variable.rawValue) }, "\(variable)")
        }
    }
}
