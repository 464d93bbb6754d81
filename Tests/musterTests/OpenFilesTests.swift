import Foundation
import MusterTesting
import Testing

/// The built binary where few files may be open.
@Suite("Open files")
struct OpenFilesTests {
    /// Connections that send nothing.
    private final class IdleConnections {
        private var descriptors: [Int32] = []

        init(_ count: Int, to port: Int) {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            for _ in 0..<count {
                let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                descriptors.append(descriptor)
                _ = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
            }
        }

        deinit { for descriptor in descriptors { close(descriptor) } }
    }

    @Test("idle connections never take the files that the store and refreshes need")
    func idle() async throws {
        let repository = try TestRepository()
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer {
            repository.remove()
            try? FileManager.default.removeItem(atPath: data)
        }
        try repository.commit(DataDirectory.files)
        let server = try await RunningServer(
            ["serve", "--port", "0", "--data-dir", data, "--catalog", "cat=\(repository.path)"], openFiles: 320)
        let idle = IdleConnections(400, to: server.port)
        #expect(try server.request("GET", "/healthz").status == 200)
        #expect(try server.request("POST", "/v1-catalog/templates?action=refresh").status == 204)
        #expect(try server.request("GET", "/v1-catalog/templates/cat:app:0").status == 200)
        let metrics = String(decoding: try server.request("GET", "/metrics").body, as: UTF8.self)
        let line = metrics.split(separator: "\n").first { $0.hasPrefix("muster_connections ") }
        let open = line.flatMap { Int($0.dropFirst("muster_connections ".count)) }
        #expect(open.map { $0 <= 64 } == true, "\(line ?? "")")
        withExtendedLifetime(idle) {}
        #expect(server.stop() == 0)
    }
}
