import Foundation
import MusterTesting
import Testing

/// `muster graph`, as a person runs it.
@Suite("Graphs from the command line")
struct GraphCommandTests {
    private static func block(_ version: String, _ rest: String = "") -> String {
        ".catalog:\n  version: \(version)\n\(rest)"
    }

    private static let files = [
        "infra-templates/net/config.yml": "name: Net\nversion: 2.0.0\n",
        "infra-templates/net/0/rancher-compose.yml": block("1.0.0"),
        "infra-templates/net/1/rancher-compose.yml": block("1.1.0", "  maximum_rancher_version: v1.5.99\n"),
        "infra-templates/net/2/rancher-compose.yml": block("2.0.0", "  upgrade_from: '>=1.0.0'\n"),
        // Nothing of this template may be read for the other one.
        "infra-templates/other/config.yml": "name: [\n",
    ]

    private typealias Folder = RenderCommandTests.Folder

    private func graph(_ arguments: String..., files: [String: String] = files) throws -> CommandLineTests.Outcome {
        let folder = try Folder(files)
        return try CommandLineTests.run(["graph", folder.path("infra-templates/net")] + arguments)
    }

    @Test("tells of every version, for the asking server")
    func text() throws {
        let outcome = try graph("--rancher-version", "v1.6.0")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.output == """
                infra-templates/net, for Rancher v1.6.0: 3 versions

                1.0.0 (:0)
                  can be upgraded to 2.0.0 (:2)
                  not for Rancher v1.6.0: 1.1.0 (:1)

                1.1.0 (:1)  for Rancher up to v1.5.99  [not for v1.6.0]
                  can be upgraded to 2.0.0 (:2)
                  older: 1.0.0 (:0)

                2.0.0 (:2)  [default]  [latest]
                  no upgrade is offered
                  older: 1.0.0 (:0), 1.1.0 (:1)

                """)
    }

    @Test("tells of one version, named by its text or by the last part of its id", arguments: ["1.0.0", "0"])
    func from(name: String) throws {
        let outcome = try graph("--rancher-version", "v1.6.0", "--from", name)
        #expect(
            outcome.output == """
                infra-templates/net, for Rancher v1.6.0: 3 versions

                1.0.0 (:0)
                  can be upgraded to 2.0.0 (:2)
                  1.1.0 (:1) is for Rancher up to v1.5.99; this is v1.6.0

                """)
    }

    @Test(
        "prints each format, and without a server's version every window is open",
        arguments: [
            ("dot", "digraph \"infra-templates/net\" {\n"), ("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\""),
            ("json", #"{"template":"infra-templates/net","rancherVersion":"","default":"2","latest":"2","#),
            (
                "text",
                "infra-templates/net, for any Rancher version: 3 versions\n\n1.0.0 (:0)\n  can be upgraded to 1.1.0"
            ),
        ])
    func formats(format: String, beginning: String) throws {
        let outcome = try graph("--format", format)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(beginning), "\(outcome.output)")
    }

    @Test("writes to a file, and then nothing to standard output")
    func output() throws {
        let folder = try Folder(Self.files)
        let file = folder.path("net.json")
        let arguments = ["graph", folder.path("infra-templates/net/"), "--format", "json"]
        let outcome = try CommandLineTests.run(arguments + ["--output", file])
        #expect(outcome.status == 0)
        #expect(outcome.output == "")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == CommandLineTests.run(arguments).output)
    }

    @Test("findings go to standard error; errors make the status 1, and the graph is of what could be read")
    func findings() throws {
        let broken = Self.files.merging(["infra-templates/net/3/rancher-compose.yml": "web: {}\n"]) { $1 }
        let outcome = try graph("--format", "json", files: broken)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("infra-templates/net/3"), "\(outcome.errors)")
        #expect(try JSONValue(parsing: Data(outcome.output.utf8))["versions"]?.array?.count == 3)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        var options: [String] = []
        let status: Int32
        let says: String
        var testDescription: String { says }
    }

    @Test(
        "says what cannot be done, and why",
        arguments: [
            Row(path: "infra-templates/none", status: 3, says: "there is no such folder"),
            Row(path: "infra-templates/net/0", status: 3, says: "it holds no template"),
            Row(path: "infra-templates/net/config.yml", status: 3, says: "it is a file"),
            Row(
                path: "infra-templates/net", options: ["--output", "/no/such/file"], status: 3,
                says: "cannot write /no/such/file"),
            Row(
                path: "infra-templates/net", options: ["--from", "1.2.0"], status: 2,
                says: "infra-templates/net has no version 1.2.0; did you mean 1.0.0?"),
            Row(path: "infra-templates/net", options: ["--format", "png"], status: 2, says: "png"),
        ])
    func failures(row: Row) throws {
        let folder = try Folder(Self.files)
        let outcome = try CommandLineTests.run(["graph", folder.path(row.path)] + row.options)
        #expect(outcome.status == row.status, "\(outcome.errors)")
        #expect(outcome.errors.contains(row.says), "\(outcome.errors)")
        #expect(outcome.output == "")
    }
}
