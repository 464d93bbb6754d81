import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's HTTP/1 connection with what bounds it and what makes it fast. In the order in which bytes come in: a
/// ``RepeatedRequestHandler``; a ``RequestGate`` in front of the decoder; where requests come out of it a
/// ``ReadyAnswerHandler``; and behind that, which the answers that end there never pass, a ``RequestCollector``, a
/// ``PersistenceHandler``, a ``DeadlineHandler`` and a ``PeerHandler``.
struct ReadyAnswerChannel: Sendable {
    let base: HTTP1Channel
    let ready: ReadyResponder

    /// The channel of connections whose other answers `responder` makes.
    init(_ responder: APIResponder) {
        let ready = responder.ready
        self.ready = ready
        let limits = ready.limits
        var configuration = HTTP1Channel.Configuration()
        configuration.httpDecoder = .init(
            maxHeaderFieldSize: limits.headerListBytes, maxHeaderListSize: limits.headerListBytes,
            maxHeaderFieldCount: limits.headers)
        base = HTTP1Channel(
            responder: { request, writer, channel in
                var response = await responder.respond(
                    to: request.head, body: request.body, from: Peer(channel), logger: ready.logger)
                response.headers[.date] = ready.date.text
                try await writer.write(response: response.head, body: response.body)
            }, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let ready = ready
        let place = ready.connections.admit(channel)
        return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            guard let place else {
                try pipeline.addHandler(RefusalHandler(ready.refusal(.busy)), position: .first)
                return value
            }
            try Self.bound(channel, ready.limits)
            let activity = ConnectionActivity(channel, in: ready.connections, place: place)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let gate = RequestGate(activity: activity, ready: ready)
            try pipeline.addHandler(gate, position: .before(decoder))
            let behind = ReadyAnswerHandler(activity: activity, ready: ready)
            try pipeline.addHandlers(
                [
                    behind, RequestCollector(activity: activity, ready: ready), PersistenceHandler(activity: activity),
                    DeadlineHandler(activity: activity, ready: ready), PeerHandler(),
                ],
                position: .after(decoder))
            // What it writes are bytes, so it stands on the outer side of the encoder too.
            let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
            let repeated = RepeatedRequestHandler(activity: activity, ready: ready, behind: behind)
            try pipeline.addHandler(repeated, position: .before(encoder))
            return value
        }
    }

    /// Bounds what is read at once, and what is written before it is taken.
    private static func bound(_ channel: any Channel, _ limits: APILimits) throws {
        guard let options = channel.syncOptions else { return }
        let readBytes = AdaptiveRecvByteBufferAllocator(
            minimum: 512, initial: 2_048, maximum: limits.readBytes)
        try options.setOption(.recvAllocator, value: readBytes)
        try options.setOption(.maxMessagesPerRead, value: 1)
        // The handler in front asks for what comes next.
        try options.setOption(.autoRead, value: false)
        try options.setOption(.writeBufferWaterMark, value: Connections.watermark)
        #if os(Linux)
            // A client whose machine is gone is noticed after two minutes.
            try options.setOption(.socketOption(.so_keepalive), value: 1)
            for (option, value) in [(TCP_KEEPIDLE, 60), (TCP_KEEPINTVL, 15), (TCP_KEEPCNT, 4)] as [(CInt, Int)] {
                try options.setOption(.tcpOption(NIOBSDSocket.Option(rawValue: option)), value: value)
            }
            // The system would take megabytes for a client that does not read, and everybody else would wait while it does.
            let unsentBytes = NIOBSDSocket.Option(rawValue: TCP_NOTSENT_LOWAT)
            try options.setOption(.tcpOption(unsentBytes), value: Connections.unsentBytes)
        #endif
    }
}
