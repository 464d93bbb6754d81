import Foundation
import Logging
import Service
import ServiceLifecycle

@testable import HTTPAPI

/// The API on a socket of this machine, for as long as a body runs. Seconds pass there only as a test says.
struct LiveServer {
    let port: Int
    let server: APIServer
    let group: ServiceGroup

    static func run(
        _ operations: any CatalogOperations, logger: Logger = quiet, limits: APILimits = APILimits(),
        seconds: AsyncStream<Void> = AsyncStream { _ in }, lanes: APILanes = .ofTests,
        _ body: (LiveServer) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var configuration = APIConfiguration(host: "127.0.0.1", port: 0, referenceDefaults: false)
        configuration.limits = limits
        var server = try APIServer(
            operations: operations, configuration: configuration, logger: logger,
            onListening: { continuation.yield($0) }, lanes: lanes)
        server.seconds = seconds
        let group = ServiceGroup(services: [server], logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await group.run()
                continuation.finish()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return try await tasks.waitForAll() }
            do {
                try await body(LiveServer(port: port, server: server, group: group))
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
