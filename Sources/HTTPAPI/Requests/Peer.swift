import NIOCore
import NIOHTTP1

/// The other end of the connection that a request came on, for answers that take their time.
struct Peer: Sendable {
    private let channel: any Channel

    init(_ channel: any Channel) {
        self.channel = channel
    }

    /// Has `body` called when the client closes the connection or its side of it; at once when it did so already.
    func whenGone(_ body: @escaping @Sendable () -> Void) {
        watch { watcher in
            guard let watcher, !watcher.isGone else { return body() }
            watcher.whenGone = body
        }
    }

    /// What `body` gives. It is cancelled when the client leaves, or closes its side of the connection, as other servers
    /// take it.
    func whilePresent<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        let work = Task { try await body() }
        whenGone { work.cancel() }
        defer { forget() }
        return try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
    }

    /// Calls nobody any more.
    func forget() {
        watch { $0?.whenGone = nil }
    }

    /// Closes the connection if its client has left so much unread that nothing more is sent.
    func closeUnlessReading() {
        if !channel.isWritable { channel.close(promise: nil) }
    }

    private func watch(_ body: @escaping @Sendable (PeerHandler?) -> Void) {
        let channel = channel
        channel.eventLoop.execute { body(try? channel.pipeline.syncOperations.handler(type: PeerHandler.self)) }
    }
}

/// Notices when the client closes its side. Not ordinary answers: those are soon written, or fail to be.
final class PeerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    /// The client has closed its side, though requests of it still wait.
    struct Departure: Sendable {}

    fileprivate private(set) var isGone = false
    fileprivate var whenGone: (() -> Void)?

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is Departure || event as? ChannelEvent == .inputClosed { noticeDeparture() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        noticeDeparture()
        context.fireChannelInactive()
    }

    private func noticeDeparture() {
        isGone = true
        whenGone?()
        whenGone = nil
    }
}
