import Foundation
import MusterTesting
import Testing

/// What can happen to the process and its disk.
@Suite("Durability of muster serve", .serialized)
struct DurabilityTests {
    private static func files(_ description: String, readme: String = "read me\n") -> [String: String] {
        [
            "templates/app/config.yml": "name: App\ndescription: \(description)\nversion: '1.0.0'\n",
            "templates/app/README.md": readme,
            "templates/app/0/docker-compose.yml": "app:\n  image: nginx:1.15.12\n",
            "templates/app/0/rancher-compose.yml": ".catalog:\n  version: '1.0.0'\n",
        ]
    }

    private static func description(_ server: RunningServer) throws -> String? {
        try server.json("/v1-catalog/templates/cat:app")["description"] as? String
    }

    private static let refresh = "/v1-catalog/templates?action=refresh"

    @Test("SIGTERM ends it although a client never finishes its request and a remote never answers")
    func stops() async throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: data) }
        let templates = SharedCorpus.packageRoot.appending(path: "Templates").path
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "starter=\(templates)",
        ])
        let remote = try SilentListener()
        let created = try server.request(
            "POST", "/v1-catalog/catalogs?projectId=1a5",
            body: #"{"name":"silent","url":"git://127.0.0.1:\#(remote.port)/x.git"}"#)
        #expect(created.status == 200)
        let address = "http://127.0.0.1:\(server.port)/v1-catalog/catalogs/silent?action=refresh&projectId=1a5"
        let waiting = try Self.start("curl", ["-s", "-X", "POST", address])
        let half = try Self.start(
            "bash", ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(server.port); printf 'GET / HTTP/1.1\\r\\nHost' >&3; cat <&3"])
        defer { for process in [waiting, half] where process.isRunning { process.terminate() } }
        var state = ""
        while state != "fetching" {
            state = try server.json("/v1-catalog/catalogs/silent?projectId=1a5")["state"] as? String ?? ""
        }
        #expect(server.stop() == 0)
        let again = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "starter=\(templates)",
        ])
        #expect(try again.request("GET", "/v1-catalog/catalogs/silent?projectId=1a5").status == 200)
        #expect(again.stop() == 0)
    }

    @Test(
        "on a full disk it serves what it has and says why, on a read-only one it says why; then it goes on where it was"
    )
    func disk() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard Self.run("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]) == 0 else {
            print("skipped: no disk can be mounted here (this needs root)")
            return
        }
        defer { _ = Self.run("umount", ["-l", folder]) }
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(Self.files("first"))
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", folder + "/data", "--catalog", "cat=\(repository.path)",
        ])
        #expect(try Self.description(server) == "first")

        _ = Self.run("dd", ["if=/dev/zero", "of=\(folder)/filler", "bs=4096"])
        let noise = (0..<20_000).map { "line \($0 &* 2_654_435_761 % 1_000_003)" }.joined(separator: "\n")
        try repository.commit(Self.files("second", readme: noise))
        let full = try server.request("POST", Self.refresh)
        #expect(full.status == 500, "\(String(decoding: full.body, as: UTF8.self))")
        #expect(try Self.description(server) == "first")
        try FileManager.default.removeItem(atPath: folder + "/filler")
        #expect(try server.request("POST", Self.refresh).status == 204)
        #expect(try Self.description(server) == "second")

        #expect(server.stop() == 0)

        #expect(Self.run("mount", ["-o", "remount,ro", folder]) == 0)
        let arguments = ["serve", "--port", "0", "--data-dir", folder + "/data", "--catalog", "cat=\(repository.path)"]
        let refused = try CommandLineTests.run(arguments)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("\(folder)/data") && refused.errors.contains("cannot be written"))
        #expect(Self.run("mount", ["-o", "remount,rw", folder]) == 0)
        let again = try await RunningServer(arguments)
        #expect(try Self.description(again) == "second")
        #expect(again.stop() == 0)
    }

    private static func start(_ program: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func run(_ program: String, _ arguments: [String]) -> Int32 {
        guard let process = try? start(program, arguments) else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
