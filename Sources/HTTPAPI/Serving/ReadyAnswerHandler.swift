import Logging
import NIOCore
import NIOHTTP1
import Service

/// Answers on the connection's own event loop what is ready, before the request reaches the framework; everything else
/// goes on. Most requests of pollers and browsers end here: no task, no other thread, no parsing beyond the head.
///
/// Answers keep the order of their requests: while one is under way behind this handler, the next ones follow it. All bodies
/// pass here on their way out, and are counted until the client has taken them.
final class ReadyAnswerHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    /// The place in the pipeline that takes bytes.
    private var encoder: ChannelHandlerContext?
    /// The answer to the request whose end has not come yet.
    private var answer: ReadyResponder.Reply?
    private var needsFlush = false
    /// How much of requests has come out of the decoder.
    private(set) var seen = Seen()
    /// The last request, if it was answered here.
    private(set) var lastAnswered: KnownRequest?

    /// Parts of requests, counted.
    struct Seen: Equatable {
        var heads = 0
        var ends = 0

        func adding(heads: Int, ends: Int) -> Self { Seen(heads: self.heads + heads, ends: self.ends + ends) }
    }

    init(activity: ConnectionActivity, ready: ReadyResponder) {
        self.activity = activity
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
            activity.noteHead(bodyLength: head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0)
            // What a client that does not read asks for goes the long way, which waits.
            if encoder != nil, activity.takesAnswers { answer = ready.reply(to: head) }
            if answer != nil { return }
            activity.noteHandedOn()
        case .body: break
        case .end:
            seen.ends += 1
            guard let answer, let encoder else { break }
            self.answer = nil
            write(answer, at: encoder)
            activity.noteAnsweredAtOnce()
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
        switch unwrapOutboundIn(data) {
        case .head: context.write(data, promise: promise)
        case .body(.byteBuffer(let body)) where body.readableBytes >= Connections.countedAnswerBytes:
            let answer = UntakenBody(body, for: context.channel, in: ready.connections.untaken)
            answer.write(promise) { context.write(wrapOutboundOut(.body(.byteBuffer($0))), promise: $1) }
        case .body: context.write(data, promise: promise)
        case .end:
            activity.noteAnswered()
            context.write(data, promise: promise)
        }
    }

    private func write(_ reply: ReadyResponder.Reply, at encoder: ChannelHandlerContext) {
        ready.write(reply, for: encoder.channel) { encoder.write(NIOAny($0), promise: $1) }
        needsFlush = true
        lastAnswered = reply.request
    }
}
