import Foundation
import Testing

/// Exit statuses and messages of the built binary.
@Suite("Command line")
struct CommandLineTests {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    static func run(
        _ arguments: [String], named name: String = "muster", environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = try RunningServer.executable(named: name)
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: said, as: UTF8.self))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let status: Int32
        let says: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(
        "a wrong command line ends with 2, what cannot run with 3, and says why on standard error",
        arguments: [
            Row(arguments: ["serv"], status: 2, says: "serv"),
            Row(arguments: ["serve", "--prot", "1"], status: 2, says: "--prot"),
            Row(arguments: ["serve", "--port", "99999"], status: 2, says: "0 to 65535"),
            Row(arguments: ["serve", "--refresh-interval", "0"], status: 2, says: "--refresh-interval"),
            Row(arguments: ["serve", "--catalog", "nonsense="], status: 3, says: "NAME=URL"),
            Row(
                arguments: ["graph", "a:b", "--config", "/no/such.json", "--data-dir", "DATA"], status: 3,
                says: "/no/such.json"),
            Row(
                arguments: ["serve", "--data-dir", "/dev/null/x", "--catalog", "a=/tmp"], status: 3, says: "/dev/null/x"
            ),
            Row(
                arguments: [
                    "graph", "a:b", "--credentials", "/no/such/file", "--catalog", "a=/tmp", "--data-dir", "DATA",
                ],
                status: 3, says: "/no/such/file"),
        ])
    func failures(row: Row) throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: data) }
        let outcome = try Self.run(row.arguments.map { $0 == "DATA" ? data : $0 })
        #expect(outcome.status == row.status, "\(outcome.errors)")
        #expect(outcome.errors.contains(row.says), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test(
        "help and version go to standard output and end with 0",
        arguments: [["--help"], ["--version"], ["serve", "--help"]])
    func help(arguments: [String]) throws {
        let outcome = try Self.run(arguments)
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
        #expect(outcome.errors == "")
    }
}
