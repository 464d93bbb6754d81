import Logging
import NIOCore
import NIOHTTP1
import Service

/// Answers on the connection's own event loop what is ready, before the request reaches the framework; everything else
/// goes on. Most requests of pollers and browsers end here: no task, no other thread, no parsing beyond the head.
///
/// Answers keep the order of their requests: while one is under way behind this handler, the next ones follow it.
final class ReadyAnswerHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let ready: ReadyResponder
    /// The place in the pipeline that takes bytes.
    private var encoder: ChannelHandlerContext?
    /// Requests that were handed on and not answered yet.
    private var underWay = 0
    /// The answer to the request whose end has not come yet.
    private var answer: ReadyResponder.Reply?
    private var needsFlush = false

    init(ready: ReadyResponder) {
        self.ready = ready
    }

    func handlerAdded(context: ChannelHandlerContext) {
        encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        encoder = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // A client that does not read its answers is held up by the framework's own back pressure.
            if encoder != nil, underWay == 0, context.channel.isWritable { answer = ready.reply(to: head) }
            if answer != nil { return }
            underWay += 1
        case .body: break
        case .end:
            guard let answer, let encoder else { break }
            self.answer = nil
            write(answer, at: encoder)
            return
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            encoder?.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay -= 1 }
        context.write(data, promise: promise)
    }

    private func write(_ reply: ReadyResponder.Reply, at encoder: ChannelHandlerContext) {
        var head = encoder.channel.allocator.buffer(capacity: reply.head.readableBytes + DateLine.length)
        head.writeImmutableBuffer(reply.head)
        head.writeBytes(ready.date.bytes)
        encoder.write(NIOAny(IOData.byteBuffer(head)), promise: nil)
        if let body = reply.body { encoder.write(NIOAny(IOData.byteBuffer(body)), promise: nil) }
        needsFlush = true
        ready.record(reply)
    }
}
