import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's HTTP/1 connection with a ``ReadyAnswerHandler`` where requests come out of the decoder, and behind it a
/// ``PeerHandler`` that the answers which end there never pass.
struct ReadyAnswerChannel: ServerChildChannel {
    let base: HTTP1Channel
    let ready: ReadyResponder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let ready = ready
        return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandlers([ReadyAnswerHandler(ready: ready), PeerHandler()], position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
