import Foundation
import MusterTesting
import Testing

/// Who can use what the built binary makes.
@Suite("Access to the data directory", .serialized)
struct DataAccessTests {
    @Test("whatever a server makes is its user's alone")
    func files() async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        // Its parts were made by a server; what it makes while it runs is looked at too.
        let server = try await data.start()
        #expect(try server.request("POST", "/v1-catalog/templates?action=refresh&projectId=1a5").status == 500)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: data.path).map { "\(data.path)/\($0)" }
        #expect(paths.contains(data.mirror + "/HEAD") && paths.contains(data.database + "-wal"))
        for path in paths + [data.path] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(path): \(String(mode, radix: 8))")
        }
        server.stop()
        #expect(!server.logged.contains("chmod"))
    }

    @Test("a data directory that others can use is told at the start", arguments: [0o755, 0o710, 0o702])
    func open(mode: Int) async throws {
        let data = try await DataDirectory()
        defer { data.remove() }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: data.path)
        let server = try await data.start()
        server.stop()
        let line = server.logged.split(separator: "\n").first { $0.contains("chmod 700") }
        #expect(line?.contains("directory=\(data.path)") == true && line?.contains("warning") == true)
    }
}
