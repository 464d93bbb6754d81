import Foundation
import Logging
import MusterTesting
import ServiceLifecycle
import Testing

@testable import HTTPAPI

@Suite("Server")
struct ServerTests {
    @Test("listens on a free port, answers on a socket, and ends gracefully")
    func lifecycle() async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = try APIServer(
            operations: SampleCatalogs.load(),
            configuration: APIConfiguration(host: "127.0.0.1", port: 0, referenceDefaults: false),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { continuation.yield($0) })
        let group = ServiceGroup(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let address = "http://127.0.0.1:\(port)/v1-catalog"
            let body = try await Self.curl(["\(address)/templates/?templateBase_eq=infra"])
            #expect(try JSONValue(parsing: body)["links"]?["self"] == .string("\(address)/templates"))
            let head = String(decoding: try await Self.curl(["-I", address]), as: UTF8.self).lowercased()
            #expect(head.hasPrefix("http/1.1 200") && head.contains("etag: \""))
            #expect(head.contains("content-length: ") && !head.contains("content-length: 0"))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("a port that is none is refused")
    func port() {
        #expect(throws: APIConfigurationError.self) {
            _ = try APIServer(
                operations: SampleCatalogs.load(),
                configuration: APIConfiguration(host: "127.0.0.1", port: 70_000, referenceDefaults: false),
                logger: Logger(label: "test"))
        }
    }

    private static func curl(_ arguments: [String]) async throws -> Data {
        try await Command.output("curl", ["-sS", "--max-time", "120"] + arguments)
    }
}
