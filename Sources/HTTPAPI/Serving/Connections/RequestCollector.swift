import NIOCore
import NIOHTTP1

/// Hands a request on when it is whole, so that nothing but a few bytes here waits for a client that sends slowly. A body is
/// kept up to its limit; one that goes beyond it is handed on as far as it came, to be refused, and the rest is dropped. So
/// are bodies of methods that take none. What is no request by the rules of HTTP is answered here, and ends the connection.
final class RequestCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let activity: ConnectionActivity
    private let ready: ReadyResponder
    private var head: HTTPRequestHead?
    private var body: ByteBuffer?
    private var hasRefused = false

    init(activity: ConnectionActivity, ready: ReadyResponder) {
        self.activity = activity
        self.ready = ready
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let part): collect(part, context)
        case .end(let trailers): finish(trailers, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        (head, body) = (nil, nil)
        context.fireChannelInactive()
    }

    /// The decoder gives up: what comes behind is no request any more.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        refuse(APIError(error, limits: ready.limits))
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do throws(APIError) {
            let head = try HeadRules.checked(head)
            self.head = head
            if HeadRules.expectsContinue(head) { try answerExpectation(of: head, context) }
        } catch {
            refuse(error)
        }
    }

    /// Lets the client send the body, or spares it that.
    private func answerExpectation(of head: HTTPRequestHead, _ context: ChannelHandlerContext) throws(APIError) {
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard length <= ready.limits.bodyBytes else { throw APIError.bodyTooLarge(ready.limits.bodyBytes) }
        let go = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(NIOAny(HTTPServerResponsePart.head(go)), promise: nil)
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
            guard hasRoom else { return refuse(.busy) }
            handOn(head, context)
        }
        context.fireChannelRead(wrapInboundOut(.end(trailers)))
    }

    private func handOn(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if let body { context.fireChannelRead(wrapInboundOut(.body(body))) }
        (self.head, body) = (nil, nil)
    }

    private func refuse(_ error: APIError) {
        (head, body) = (nil, nil)
        hasRefused = true
        ready.refuse(error, activity)
    }
}
