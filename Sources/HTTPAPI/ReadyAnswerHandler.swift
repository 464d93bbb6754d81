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
    /// How much of requests has come out of the decoder.
    private(set) var seen = Seen()
    /// The last request, if it was answered here.
    private(set) var lastAnswered: ReadyResponder.KnownRequest?

    /// Parts of requests, counted.
    struct Seen: Equatable {
        var heads = 0
        var ends = 0

        func adding(heads: Int, ends: Int) -> Self { Seen(heads: self.heads + heads, ends: self.ends + ends) }
    }

    /// Whether every request that came was answered.
    var isIdle: Bool { underWay == 0 && answer == nil }

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
            seen.heads += 1
            lastAnswered = nil
            // A client that does not read its answers is held up by the framework's own back pressure.
            if encoder != nil, underWay == 0, context.channel.isWritable { answer = ready.reply(to: head) }
            if answer != nil { return }
            underWay += 1
        case .body: break
        case .end:
            seen.ends += 1
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
        ready.write(reply, allocator: encoder.channel.allocator) { encoder.write(NIOAny($0), promise: nil) }
        needsFlush = true
        lastAnswered = reply.request
    }
}
