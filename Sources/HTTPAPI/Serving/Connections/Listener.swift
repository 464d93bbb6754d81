import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Accepts connections until graceful shutdown.
///
/// The framework would hand each connection to a task that waits for them, on the threads that all answers which are not ready
/// are made on; while those are busy it accepts nothing. Here the event loop of a connection begins it, and connections are
/// accepted on a loop of their own, which never has much to do: whoever comes does not wait behind what others send.
struct Listener: Sendable {
    let host: String
    let port: Int
    let connection: ReadyAnswerChannel
    let logger: Logger

    /// Listens, calls `onListening` with the port, and returns when it was told to stop and no connection is left. Requests that
    /// have begun are answered; cancelled, it ends their tasks.
    ///
    /// - Throws: `IOError` when the address cannot be listened on.
    func run(onListening: @Sendable (Int) async -> Void) async throws {
        let server = try await bootstrap.bind(host: host, port: port).get()
        let connections = connection.ready.connections
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                await onListening(server.localAddress?.port ?? port)
                try await server.closeFuture.get()
                await connections.tasks.ended()
            } onGracefulShutdown: {
                server.close(promise: nil)
                connections.close()
            }
        } onCancel: {
            server.close(promise: nil)
            connections.tasks.cancel()
        }
    }

    private static let accepting = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private var bootstrap: ServerBootstrap {
        let (connection, logger) = (connection, logger)
        return ServerBootstrap(group: Self.accepting, childGroup: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(
                .backlog, value: ChannelOptions.Types.BacklogOption.Value(connection.ready.limits.newConnections)
            )
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                connection.setup(channel: channel, logger: logger).map { value in
                    connection.ready.connections.tasks.begin {
                        await connection.base.handle(value: value, logger: logger)
                    }
                }
            }
    }
}
