import Foundation
import MusterTesting
import Testing

/// What the built binary logs, and what becomes of it when nobody reads the log.
@Suite("The log", .serialized)
struct LogTests {
    private let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path

    @Test("names of strangers stay on their line and steer nothing")
    func cleaned() async throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        let server = try await RunningServer(
            ["serve", "--port", "0", "--data-dir", data, "--log-level", "debug"],
            environment: [
                "DEFAULT_CATTLE_CATALOG_URL":
                    "{\"catalogs\":{\"a\\nforged\\r\\u001b[31m\\u202e\\u2028x\":{\"url\":\"git://127.0.0.1:1/x\"},\"b\\nforged\":1}}"
            ])
        let name = "n\nforged\u{1B}]0;title\u{7}\u{85}\u{2066}"
        let body = try JSONSerialization.data(withJSONObject: ["name": name, "url": "git://127.0.0.1:1/\u{202E}x"])
        let text = String(decoding: body, as: UTF8.self)
        #expect(try server.request("POST", "/v1-catalog/catalogs?projectId=1a5", body: text).status == 200)
        #expect(try server.request("POST", "/v1-catalog/templates?action=refresh&projectId=1a5").status == 500)
        #expect(try server.request("GET", "/v1-catalog/templates/%0Aforged%1B%5B31m").status == 404)
        server.stop()
        let lines = server.logged.split(separator: "\n")
        #expect(lines.count > 5)
        for line in lines { #expect(line.wholeMatch(of: /\d{4}-\d\d-\d\dT\S+ [a-z]+ \S+: .*/) != nil, "\(line)") }
        #expect(lines.contains { $0.contains("a\u{FFFD}forged\u{FFFD}\u{FFFD}[31m\u{FFFD}\u{FFFD}x") })
        #expect(lines.contains { $0.contains("n\u{FFFD}forged\u{FFFD}]0;title\u{FFFD}\u{FFFD}\u{FFFD}") })
        let foreign = server.logged.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 0x20 || Self.steering.contains($0))
        }
        #expect(foreign.isEmpty)
    }

    private static let steering: Set<Unicode.Scalar> = ["\u{7F}", "\u{85}", "\u{202E}", "\u{2028}", "\u{2066}"]

    @Test("a log that nobody reads holds up no request, and says how many of its lines were dropped")
    func unread() async throws {
        let (process, pipe, port) = try started()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // A line each; together they are more than a pipe and the server keep.
        let path = "/v1-catalog/templates/" + String(repeating: "x", count: 240)
        let statuses = try RunningServer.run(
            "curl",
            ["-s", "-m", "60", "-o", "/dev/null", "-w", "%{http_code} ", "http://127.0.0.1:\(port)\(path)?[1-3000]"])
        #expect(String(decoding: statuses, as: UTF8.self) == String(repeating: "404 ", count: 3000))
        var log = ""
        while !log.contains("lines of it were dropped") {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            log += String(decoding: more, as: UTF8.self)
        }
        #expect(log.contains(/lines=[1-9]\d* \[muster\] the log was not read/))

        try pipe.fileHandleForReading.close()
        for _ in 0..<3 {
            #expect(try RunningServer.run("curl", ["-s", "http://127.0.0.1:\(port)/healthz"]).isEmpty == false)
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        try? FileManager.default.removeItem(atPath: data)
    }

    @Test("a standard error that was closed before the start is no place for the server's files")
    func closed() throws {
        defer { try? FileManager.default.removeItem(atPath: data) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 2>&-", RunningServer.executable.path, "serve", "--port", "0", "--data-dir", data,
            "--catalog", "a=\(SharedCorpus.packageRoot.path)/Templates",
        ]
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // The database is opened after the start; there is no other sign of it.
        while process.isRunning, !FileManager.default.fileExists(atPath: data + "/muster.sqlite-wal") { usleep(5_000) }
        let stream = "/proc/\(process.processIdentifier)/fd/2"
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: stream) == "/dev/null")
        process.terminate()
        process.waitUntilExit()
    }

    /// A server that logs into a pipe, of which only the beginning is read.
    private func started() throws -> (process: Process, pipe: Pipe, port: Int) {
        let empty = data + "-empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = RunningServer.executable
        process.arguments = [
            "serve", "--port", "0", "--data-dir", data, "--catalog", "empty=\(empty)", "--log-level", "debug",
        ]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        var log = ""
        while true {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { throw RunningServer.Failure(description: "the server ended: \(log)") }
            log += String(decoding: more, as: UTF8.self)
            if let port = log.firstMatch(of: /port=(\d+) [^\n]*listening\n/)?.1, let number = Int(port) {
                return (process, pipe, number)
            }
        }
    }
}
