import Foundation
import Synchronization

/// The built `muster` binary, serving on a free port of 127.0.0.1 with a data directory of its own.
final class RunningServer: Sendable {
    /// The server did not do what it was started for.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let port: Int
    private let process: Process
    private let log: URL

    /// The executable that this build made, beside the tests.
    static var executable: URL {
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "muster")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appending(path: ".build/debug/muster")
    }

    /// Starts the server and waits until it listens.
    ///
    /// - Parameters:
    ///   - name: what the link is called that it is started by.
    ///   - program: another file than the built one, started by its own name.
    ///   - folder: the working directory; nil for that of the tests.
    ///   - openFiles: the most files that it may have open; nil for as many as the tests may have.
    ///   - parent: a program, with its first arguments, that is handed the server's command line and starts it. It is then
    ///     what ``stop(signal:)`` ends.
    init(
        _ arguments: [String], named name: String = "muster", program: URL? = nil, environment: [String: String] = [:],
        in folder: String? = nil, openFiles: Int? = nil, parent: [String] = []
    ) async throws {
        log = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString).log")
        process = Process()
        let limit = openFiles.map { ["sh", "-c", "ulimit -n \($0); exec \"$0\" \"$@\""] } ?? []
        let program = try program ?? Self.executable(named: name)
        let command = parent + limit + [program.path] + arguments
        process.executableURL = command.count > arguments.count + 1 ? URL(filePath: "/usr/bin/env") : program
        process.arguments = command.count > arguments.count + 1 ? command : arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        var variables = ProcessInfo.processInfo.environment
        variables["DEFAULT_CATTLE_CATALOG_URL"] = nil
        process.environment = variables.merging(environment) { $1 }
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = try FileHandle(forWritingTo: log)
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let (process, log) = (process, log)
        port = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try Self.port(of: process, log: log) }) }
        }
    }

    /// The built program, or a link to it of another name.
    static func executable(named name: String) throws -> URL {
        guard name != "muster" else { return executable }
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let link = folder.appending(path: name)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: executable)
        return link
    }

    /// The port the log names once the server listens; polled, because a process has no other way to say so.
    private static func port(of process: Process, log: URL) throws -> Int {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while ContinuousClock.now < deadline {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if let line = text.split(separator: "\n").first(where: { $0.contains("listening") }),
                let word = line.split(separator: " ").first(where: { $0.hasPrefix("port=") }),
                let port = Int(word.dropFirst(5))
            {
                return port
            }
            guard process.isRunning else { throw Failure(description: "the server ended: \(text)") }
            usleep(5_000)
        }
        throw Failure(description: "the server does not listen")
    }

    /// Everything the server logged so far.
    var logged: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// The answer to a request, with curl: its status and body.
    func request(
        _ method: String = "GET", _ path: String, body: String? = nil, headers: [String] = []
    ) throws -> (status: Int, body: Data) {
        var arguments = ["-s", "-m", "60", "-X", method, "-w", "\n%{http_code}"]
        for header in headers { arguments += ["-H", header] }
        if let body { arguments += ["--data-binary", body] }
        let output = try Self.run("curl", arguments + ["http://127.0.0.1:\(port)\(path)"])
        guard let end = output.lastIndex(of: UInt8(ascii: "\n")) else { throw Failure(description: "no answer") }
        let status = Int(String(decoding: output[output.index(after: end)...], as: UTF8.self)) ?? 0
        return (status, output[..<end])
    }

    /// The JSON object that a path answers with.
    func json(_ path: String, headers: [String] = []) throws -> [String: Any] {
        let (status, body) = try request("GET", path, headers: headers)
        guard status == 200, let object = try JSONSerialization.jsonObject(with: body) as? [String: Any] else {
            throw Failure(description: "\(path): \(status) \(String(decoding: body, as: UTF8.self))")
        }
        return object
    }

    /// Asks the server to stop (or kills it) and waits; its exit status.
    @discardableResult
    func stop(signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: log)
    }

    /// Runs a program to its end: its standard output.
    static func run(_ program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }
}
