import NIOCore
import NIOHTTP1

/// Hands a request on when it is whole, so that nothing but a few bytes here waits for a client that sends slowly. A body is
/// kept up to its limit; one that goes beyond it is handed on as far as it came, to be refused, and the rest is dropped. So
/// are bodies of methods that take none.
final class RequestCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    private var head: HTTPRequestHead?
    private var body: ByteBuffer?

    init(activity: ConnectionActivity, ready: ReadyResponder) {
        self.activity = activity
        self.ready = ready
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let part): collect(part, context)
        case .end(let trailers): finish(trailers, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        (head, body) = (nil, nil)
        context.fireChannelInactive()
    }

    private func collect(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let head, head.method == .POST || head.method == .PUT else {
            return activity.note(dropped: part.readableBytes)
        }
        var part = part
        if body == nil { body = part } else { body?.writeBuffer(&part) }
        guard let body, body.readableBytes > ready.limits.bodyBytes else { return }
        activity.note(dropped: body.readableBytes)
        handOn(head, context)
    }

    private func finish(_ trailers: HTTPHeaders?, _ context: ChannelHandlerContext) {
        let hasRoom = activity.noteWhole()
        if let head {
            guard hasRoom else { return refuse(context) }
            handOn(head, context)
        }
        context.fireChannelRead(wrapInboundOut(.end(trailers)))
    }

    private func handOn(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if let body { context.fireChannelRead(wrapInboundOut(.body(body))) }
        (self.head, body) = (nil, nil)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        (head, body) = (nil, nil)
        ready.refusal(.busy).write(to: context.channel)
    }
}
