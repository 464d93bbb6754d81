import Foundation
import MusterTesting
import Testing

@Suite("Bytes on the wire", .timeLimit(.minutes(5)))
struct RawRequestTests {
    @Test("each request has its status, and the connection stays or ends as it must")
    func rows() async throws {
        #expect(RawRequest.all.count >= 120)
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-raw-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await RunningServer(
            ["serve", "--port", "0", "--no-lint", "--data-dir", folder.path])
        for row in RawRequest.all {
            let connection = try RawConnection(port: server.port)
            let replies = try await answers(of: row, on: connection)
            #expect(replies == row.statuses, "\(row.name)")
            #expect(await stays(connection) == row.stays, "\(row.name)")
        }
        #expect(!server.logged.contains(" error "), "a client's mistake is none of the service's: \(server.logged)")
        #expect(server.stop() == 0)
    }

    /// The statuses of as many replies as are expected, or of fewer where the connection ends.
    private func answers(of row: RawRequest, on connection: RawConnection) async throws -> [Int] {
        connection.send(row.text)
        var statuses: [Int] = []
        for _ in row.statuses {
            guard let reply = try? await connection.receive(hasBody: !row.areBodiless) else { break }
            statuses.append(reply.status)
        }
        return statuses
    }

    /// Whether another request is answered.
    private func stays(_ connection: RawConnection) async -> Bool {
        connection.send(RawRequest.get("/healthz"))
        guard let reply = try? await connection.receive(hasBody: true) else { return false }
        return reply.status == 200 && reply.body == Array("ok".utf8)
    }
}
