import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix

/// SwiftNIO alone: its HTTP/1.1 pipeline, and a handler that answers on the event loop.
struct NIOServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nio", abstract: "Answers from a handler on SwiftNIO's event loop.")

    @OptionGroup var arguments: ServerArguments

    func run() async throws {
        let answer = ReadyAnswer(bodyBytes: arguments.bodyBytes)
        let headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(AnswerHandler(headers: headers, body: answer.body))
                }
            }
            .bind(host: "127.0.0.1", port: arguments.port).get()
        try await channel.closeFuture.get()
    }
}

/// Answers every request of a connection with the same bytes.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let headers: HTTPHeaders
    private let body: ByteBuffer
    private var keepsAlive = true

    init(headers: HTTPHeaders, body: ByteBuffer) {
        self.headers = headers
        self.body = body
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): keepsAlive = head.isKeepAlive
        case .body: break
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if !keepsAlive { context.close(promise: nil) }
    }
}
