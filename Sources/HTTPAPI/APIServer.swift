import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Service
public import ServiceLifecycle

/// The API on a socket, until graceful shutdown.
public struct APIServer: ServiceLifecycle.Service {
    private let application: Application<APIResponder>
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
    public init(
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
        // Hummingbird says at `info` what is said here in our own words.
        var serverLogger = logger
        serverLogger.logLevel = max(logger.logLevel, .notice)
        let responder = APIResponder(
            operations: operations, configuration: configuration, logger: logger, lanes: lanes)
        self.responder = responder
        self.logger = logger
        application = Application(
            responder: responder,
            server: HTTPServerBuilder { answer in
                ReadyAnswerChannel(
                    base: HTTP1Channel(responder: answer, configuration: Self.decoding(configuration.limits)),
                    ready: responder.ready)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                backlog: configuration.limits.newConnections),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.info("listening", metadata: ["address": "\(configuration.host)", "port": "\(port)"])
                await onListening?(port)
            },
            logger: serverLogger
        )
    }

    private static func decoding(_ limits: APILimits) -> HTTP1Channel.Configuration {
        var configuration = HTTP1Channel.Configuration()
        configuration.httpDecoder = .init(
            maxHeaderFieldSize: limits.headerListBytes, maxHeaderListSize: limits.headerListBytes,
            maxHeaderFieldCount: limits.headers)
        return configuration
    }

    /// Serves until graceful shutdown; requests that have begun are answered.
    ///
    /// - Throws: ``APIConfigurationError`` when the address cannot be listened on.
    public func run() async throws {
        do {
            let publications = responder.operations.publications()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await publication in publications { await responder.prepare(publication, logger: logger) }
                }
                group.addTask {
                    for await _ in seconds { responder.listeners.tick() }
                }
                try await withGracefulShutdownHandler {
                    try await application.run()
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
public struct APIConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String
}
