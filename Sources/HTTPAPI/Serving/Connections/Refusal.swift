import HTTPTypes
import JSON
import NIOCore
import NIOHTTP1

/// The answer to what nobody has room for, or what is no request, written past whoever makes answers. It is the connection's
/// last.
struct Refusal: Sendable {
    let error: APIError
    let date: DateLine

    /// The whole answer as it stands on the wire.
    private var bytes: ByteBuffer {
        var writer = JSONWriter(capacity: 256)
        ErrorResource(error: error, address: "").write(to: &writer)
        let body = writer.bytes + [UInt8(ascii: "\n")]
        var text = "HTTP/1.1 \(error.status.code) \(error.status.reasonPhrase)\r\n"
        text += "Content-Type: \(Answer.ContentType.json)\r\nContent-Length: \(body.count)\r\n"
        if let seconds = error.retryAfter { text += "Retry-After: \(seconds)\r\n" }
        text += "X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
        var buffer = ByteBuffer(string: text)
        buffer.writeBytes(date.bytes)
        buffer.writeBytes(body)
        return buffer
    }

    /// Writes the answer behind whoever encodes answers, where bytes are taken; `end` is called when it is sent.
    func write(to channel: any Channel, end: @escaping () -> Void) {
        guard
            let encoder = try? channel.pipeline.syncOperations.context(
                handlerType: HTTPResponseEncoder.self)
        else {
            return channel.close(promise: nil)
        }
        let promise = channel.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in end() }
        // Written there, it begins in front of the encoder.
        encoder.write(NIOAny(IOData.byteBuffer(bytes)), promise: promise)
        encoder.flush()
    }
}

/// Refuses the first request of a connection for which there is no place. Closed before that, unread bytes would take the
/// answer with them.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// How long a client may take to send something.
    private static let patience = TimeAmount.seconds(1)

    private let refusal: Refusal
    private var isWritten = false

    init(_ refusal: Refusal) {
        self.refusal = refusal
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isWritten { return }
        isWritten = true
        let channel = context.channel
        refusal.write(to: channel) { channel.close(promise: nil) }
    }
}
