import Foundation
package import Logging
import NIOCore
package import Service
import ServiceLifecycle

/// The API on a socket, until graceful shutdown.
package struct APIServer: ServiceLifecycle.Service {
    private let listener: Listener
    private let onListening: (@Sendable (Int) async -> Void)?
    let responder: APIResponder
    /// One element a second: the pulse of those who wait for events. A sleep that is cancelled gives nil, which ends it.
    var seconds = AsyncStream<Void> { try? await Task.sleep(for: .seconds(1)) }
    private let logger: Logger
    private let host: String
    private let port: Int

    /// A server that does not listen yet; ``run()`` does.
    ///
    /// - Parameters:
    ///   - operations: what the API shows.
    ///   - configuration: where to listen and how to answer.
    ///   - logger: gets one line when the server listens, and what fails.
    ///   - onListening: called with the port once clients can connect.
    /// - Throws: ``APIConfigurationError`` when the port is not one.
    package init(
        operations: any CatalogOperations,
        configuration: APIConfiguration,
        logger: Logger,
        onListening: (@Sendable (Int) async -> Void)? = nil
    ) throws {
        try self.init(
            operations: operations, configuration: configuration, logger: logger, onListening: onListening,
            lanes: APILanes())
    }

    init(
        operations: any CatalogOperations, configuration: APIConfiguration, logger: Logger,
        onListening: (@Sendable (Int) async -> Void)?, lanes: APILanes
    ) throws {
        guard (0...65_535).contains(configuration.port) else {
            throw APIConfigurationError(description: "the port must be a number from 0 to 65535")
        }
        host = configuration.host
        port = configuration.port
        let responder = APIResponder(
            operations: operations, configuration: configuration, logger: logger, lanes: lanes)
        self.responder = responder
        self.logger = logger
        self.onListening = onListening
        listener = Listener(
            host: configuration.host, port: configuration.port, connection: ReadyAnswerChannel(responder),
            logger: logger)
    }

    /// Serves until graceful shutdown; requests that have begun are answered.
    ///
    /// - Throws: ``APIConfigurationError`` when the address cannot be listened on.
    package func run() async throws {
        do {
            let publications = responder.operations.publications()
            responder.operations.beforePublishing { await responder.prepare(next: $0, logger: logger) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await publication in publications { await responder.prepare(publication, logger: logger) }
                }
                group.addTask {
                    for await _ in seconds { responder.listeners.tick() }
                }
                try await withGracefulShutdownHandler {
                    try await listener.run { port in
                        logger.info("listening", metadata: ["address": "\(host)", "port": "\(port)"])
                        await onListening?(port)
                    }
                } onGracefulShutdown: {
                    responder.listeners.close()
                }
                group.cancelAll()
            }
        } catch let error as IOError {
            let why = error.errnoCode == EADDRINUSE ? "something else listens there" : "\(error)"
            throw APIConfigurationError(
                description: "cannot listen on \(host):\(port): \(why); stop that, or use another port or address")
        }
    }
}

/// The server cannot be made from its configuration.
package struct APIConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    package let description: String
}
