import NIOCore
import NIOHTTP1

/// Ends a connection behind the answer to its last request (RFC 9112, 9.3): one of HTTP/1.0, which is answered in its own
/// version and without chunks, one that says `Connection: close`, or one that offers another protocol or asks for a tunnel: what
/// comes behind that may be none of HTTP's, and the decoder does not look. What comes behind the last request is not read.
final class PersistenceHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let activity: ConnectionActivity
    /// The version of the last request; nil while there may be another.
    private var last: HTTPVersion?

    init(activity: ConnectionActivity) {
        self.activity = activity
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): if Self.isLast(head) { last = head.version }
        case .body: break
        case .end: if last != nil { activity.noteLastRequest() }
        }
        context.fireChannelRead(data)
    }

    private static func isLast(_ head: HTTPRequestHead) -> Bool {
        !head.isKeepAlive || head.version.minor == 0 || head.headers.contains(name: "upgrade")
            || head.method == .CONNECT
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let last else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            head.version = last
            head.headers.replaceOrAdd(name: "Connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            let sent = promise ?? context.eventLoop.makePromise()
            let activity = activity
            sent.futureResult.assumeIsolated().whenComplete { _ in activity.end() }
            context.write(data, promise: sent)
        }
    }
}
