import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's HTTP/1 connection with a ``RepeatedRequestHandler`` before the decoder, a ``ReadyAnswerHandler`` where
/// requests come out of it, and behind that a ``PeerHandler`` that the answers which end there never pass.
struct ReadyAnswerChannel: ServerChildChannel {
    let base: HTTP1Channel
    let ready: ReadyResponder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let ready = ready
        return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let behind = ReadyAnswerHandler(ready: ready)
            try pipeline.addHandlers([behind, PeerHandler()], position: .after(decoder))
            // What it writes are bytes, so it stands on the outer side of the encoder too.
            let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
            try pipeline.addHandler(RepeatedRequestHandler(ready: ready, behind: behind), position: .before(encoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
