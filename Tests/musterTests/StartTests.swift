import Foundation
import MusterTesting
import Testing

/// How the built binary starts.
@Suite("Starting muster serve", .serialized)
struct StartTests {
    @Test("with its catalogs in the store it listens at once, whatever their remotes do")
    func silentRemotes() async throws {
        let repository = try TestRepository()
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer {
            repository.remove()
            try? FileManager.default.removeItem(atPath: data)
        }
        try repository.commit(DataDirectory.files)
        func arguments(_ url: String) -> [String] {
            ["serve", "--port", "0", "--data-dir", data]
                + (0..<5).flatMap { ["--catalog", "c\($0)=\(url)"] }
        }
        #expect(try await RunningServer(arguments(repository.path)).stop() == 0)
        let remote = try SilentListener()
        let server = try await RunningServer(arguments("git://127.0.0.1:\(remote.port)/x.git"))
        for number in 0..<5 {
            let catalog = try server.json("/v1-catalog/catalogs/c\(number)?projectId=1a5")
            #expect(catalog["state"] as? String == "refreshing", "its remote has had no time to fail")
            #expect(try server.request("GET", "/v1-catalog/templates/c\(number):app:0").status == 200)
        }
        #expect(try server.request("GET", "/readyz").status == 200)
        #expect(server.stop() == 0)
    }

    @Test("a stop ends a start that waits for a silent remote")
    func stopsWhileWaiting() async throws {
        let remote = try SilentListener()
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: data) }
        let process = Process()
        process.executableURL = RunningServer.executable
        process.arguments = [
            "serve", "--port", "0", "--data-dir", data, "--catalog", "c=git://127.0.0.1:\(remote.port)/x.git",
        ]
        let output = Pipe()
        process.standardError = output
        try process.run()
        var logged = ""
        while !logged.contains("fetching c") {
            logged += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
        #expect(!logged.contains("listening"))
    }

    @Test("what is on the disk is served whatever the remote does, also when the store was lost")
    func lostStore() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        try data.execute("DELETE FROM template; DELETE FROM snapshot")
        let remote = try SilentListener()
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data.path, "--catalog", "cat=git://127.0.0.1:\(remote.port)/x.git",
        ])
        #expect(try server.json("/v1-catalog/catalogs/cat?projectId=1a5")["state"] as? String == "refreshing")
        #expect(try server.request("GET", "/v1-catalog/templates/cat:app:0").status == 200)
        #expect(server.stop() == 0)
    }
}
