import Foundation
import MusterTesting
import Testing

/// The examples of the API's description, as somebody types them who reads it.
@Suite("Examples of the description", .serialized)
struct DescribedExamplesTests {
    @Test("every example is answered by the service of the starter catalog")
    func examples() async throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: data) }
        let templates = SharedCorpus.packageRoot.appending(path: "Templates").path
        let server = try await RunningServer([
            "serve", "--port", "0", "--data-dir", data, "--catalog", "starter=\(templates)",
        ])
        let description = try server.request("GET", "/v1-catalog/openapi.yaml").body
        let lines = String(decoding: description, as: UTF8.self).split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let commands = lines.filter { $0.hasPrefix("source: 'curl ") }.map { line in
            line.dropFirst("source: '".count).dropLast().replacing("''", with: "'")
        }
        #expect(commands.count == lines.count { $0.hasPrefix("operationId: ") })
        for command in commands {
            let here = command.replacing("http://localhost:8088", with: "http://127.0.0.1:\(server.port)")
            let silent = "\(here) --silent --show-error --fail"
            #expect(throws: Never.self, "\(command)") { try Command.run("sh", ["-c", silent]) }
        }
        #expect(server.stop() == 0)
    }
}
