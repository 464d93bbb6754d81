import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPAPI

/// A connection without a socket, with what stands in front of the framework: bytes in, requests out, and answers back.
final class ConnectionPipeline {
    let channel: EmbeddedChannel
    let ready: ReadyResponder

    /// - Parameter ready: what is shared with other connections.
    init(_ ready: ReadyResponder) throws {
        self.ready = ready
        channel = EmbeddedChannel()
        let place = try #require(ready.connections.admit(channel))
        let activity = ConnectionActivity(channel, in: ready.connections, place: place)
        try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(), RequestGate(activity: activity, ready: ready),
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
            ReadyAnswerHandler(activity: activity, ready: ready),
            RequestCollector(activity: activity, ready: ready), PersistenceHandler(activity: activity),
            DeadlineHandler(activity: activity, ready: ready),
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// What all connections share, by these limits.
    static func ready(_ limits: APILimits = APILimits()) -> ReadyResponder {
        ReadyResponder(
            operations: SampleCatalogs.load(), limits: limits, metrics: RequestMetrics(),
            logger: LiveServer.quiet)
    }

    /// Lets time pass.
    func wait(seconds: Int) { channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(seconds))) }

    func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    /// The requests that came out since the last time: `GET /a`, `POST /b 3` with the length of its body; `…` for one that has
    /// not ended.
    func requests() throws -> [String] {
        var requests: [String] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            switch part {
            case .head(let head): requests.append("\(head.method) \(head.uri)…")
            case .body(let body): requests[requests.count - 1] += " \(body.readableBytes)"
            case .end: requests[requests.count - 1].replace("…", with: "")
            }
        }
        return requests
    }

    /// Answers a request as the framework does.
    func answer(_ bodies: [ByteBuffer] = []) {
        let head = HTTPResponseHead(
            version: .http1_1, status: .ok,
            headers: ["content-length": "\(bodies.reduce(0) { $0 + $1.readableBytes })"])
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        for body in bodies {
            channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
        }
        channel.write(HTTPServerResponsePart.end(nil), promise: nil)
        channel.flush()
    }

    /// What was written since the last time.
    func written() throws -> String {
        var text = ""
        while let part = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = part { text += String(buffer: buffer) }
        }
        return text
    }
}
