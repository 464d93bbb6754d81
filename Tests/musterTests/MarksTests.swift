import Foundation
import MusterTesting
import Testing

/// The built binary after a process that was killed in the middle of its background work.
@Suite("Work that kills the process", .serialized)
struct MarksTests {
    private static let release = "0.1.0"

    private struct Bench {
        let repository: TestRepository
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        var marks: String { data + "/marks" }

        init() throws {
            repository = try TestRepository()
            var files = DataDirectory.files
            for (path, text) in DataDirectory.files {
                files[path.replacing("/app/", with: "/other/")] = text.replacing("App", with: "Other")
            }
            try repository.commit(files)
        }

        func start() async throws -> RunningServer {
            try await RunningServer([
                "serve", "--port", "0", "--data-dir", data, "--catalog", "cat=\(repository.path)",
            ])
        }

        /// The line of a template's mark.
        func mark(_ folder: String) throws -> String {
            let tree = try RunningServer.run("git", ["-C", repository.path, "rev-parse", "HEAD:templates/\(folder)"])
            let id = String(decoding: tree, as: UTF8.self).trimmingCharacters(in: .newlines)
            return "lint\tglobal\tcat\ttemplates/\(folder)\t\(id)"
        }

        func write(_ lines: [String]) throws {
            let text = (["muster marks 1 \(MarksTests.release)"] + lines).map { $0 + "\n" }.joined()
            try Data(text.utf8).write(to: URL(filePath: marks))
        }

        var lines: [Substring] {
            ((try? String(contentsOfFile: marks, encoding: .utf8)) ?? "").split(separator: "\n")
        }

        func remove() {
            repository.remove()
            try? FileManager.default.removeItem(atPath: data)
        }
    }

    /// The findings once lint has looked at what is served, by code and path.
    private static func findings(_ server: RunningServer) throws -> [String] {
        while true {
            let list = try server.json("/v1-catalog/findings")
            guard (list["pending"] as? [String] ?? []).isEmpty else { continue }
            return (list["data"] as? [[String: Any]] ?? []).map { finding in
                let location = finding["location"] as? [String: Any]
                return "\(finding["code"] as? String ?? "") \(location?["file"] as? String ?? "")"
            }
        }
    }

    @Test("what was under way at a kill is tried once more; twice in a row it is left out, served, and said")
    func twice() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let first = try await bench.start()
        let usual = try Self.findings(first)
        #expect(first.stop() == 0)
        #expect(bench.lines.allSatisfy { !$0.hasPrefix("s") && !$0.hasPrefix("r") })

        let (app, other) = (try bench.mark("app"), try bench.mark("other"))
        try bench.write(["+\t1\t\(app)", "+\t2\t\(other)"])
        let second = try await bench.start()
        #expect(second.logged.contains("tried once more, alone and last"))
        #expect(try Self.findings(second) == usual)
        second.stop(signal: SIGKILL)
        #expect(!bench.lines.contains { $0.hasPrefix("s") } || bench.lines.contains { $0.hasPrefix("-") })

        try bench.write(["s\t\(app)", "+\t1\t\(app)"])
        let third = try await bench.start()
        #expect(third.logged.contains("is left out until it changes"))
        let left = try Self.findings(third)
        #expect(left.contains("lint-left-out templates/app"), "\(left)")
        #expect(left.filter { $0.contains("/other") } == usual.filter { $0.contains("/other") })
        #expect(try third.request("GET", "/v1-catalog/templates/cat:app:0").status == 200)
        #expect(third.stop() == 0)

        let fourth = try await bench.start()
        #expect(try Self.findings(fourth).contains("lint-left-out templates/app"), "a restart changes nothing of that")
        try bench.repository.commit([
            "templates/app/config.yml": "name: App\ndescription: mended\nversion: '1.0.0'\n",
            "templates/app/0/docker-compose.yml": "app:\n  image: nginx:1.15.12\n",
            "templates/app/0/rancher-compose.yml": ".catalog:\n  version: '1.0.0'\n",
        ])
        #expect(try fourth.request("POST", "/v1-catalog/templates?action=refresh").status == 204)
        #expect(!(try Self.findings(fourth)).contains { $0.hasPrefix("lint-left-out") })
        #expect(fourth.stop() == 0)
        let fifth = try await bench.start()
        #expect(!fifth.logged.contains("is left out until it changes"))
        #expect(fifth.stop() == 0)
    }

    @Test("a server that is killed while it lints leaves what it linted, an orderly stop leaves nothing")
    func killed() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        // Many combinations of answers to explore: long enough to be met in the middle.
        let conditions = (0..<60).map { "{{- if eq .Values.Q\($0) \"x\" }}\n  l\($0): a\n{{- end }}" }
        let questions = (0..<60).map {
            "    - variable: Q\($0)\n      type: enum\n      default: y\n      options: [x, y]"
        }
        try bench.repository.commit(
            DataDirectory.files.merging([
                "templates/long/config.yml": "name: Long\nversion: '1.0.0'\n",
                "templates/long/0/docker-compose.yml":
                    "app:\n  image: nginx:1.15.12\n  labels:\n    a: b\n\(conditions.joined(separator: "\n"))\n",
                "templates/long/0/rancher-compose.yml":
                    ".catalog:\n  version: '1.0.0'\n  questions:\n\(questions.joined(separator: "\n"))\n",
            ]) { $1 })
        for signal in [SIGKILL, SIGTERM] {
            try? FileManager.default.removeItem(atPath: bench.marks)
            let server = try await bench.start()
            while !bench.lines.contains(where: { $0.contains("templates/long") }) { usleep(1_000) }
            server.stop(signal: signal)
            let isOpen = bench.lines.count { $0.hasPrefix("+") } > bench.lines.count { $0.hasPrefix("-") }
            if signal == SIGTERM { #expect(bench.lines.contains(".")) }
            let next = try await bench.start()
            #expect(next.logged.contains("tried once more") == (isOpen && signal == SIGKILL))
            next.stop(signal: SIGTERM)
        }
    }
}
