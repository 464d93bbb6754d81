import Logging
import NIOCore
import NIOHTTP1
import Service

/// Finds what is ready, for the handlers of all connections.
struct ReadyResponder: Sendable {
    /// A request that was understood once.
    struct KnownRequest {
        let head: HTTPRequestHead
        let plain: PlainRequest
    }

    /// What is sent for one request.
    struct Reply {
        let head: ByteBuffer
        /// Nil when only the head is sent.
        let body: ByteBuffer?
        let route: Route.Name
        let status: Int
        fileprivate let started: ContinuousClock.Instant
        let request: KnownRequest
    }

    let operations: any CatalogOperations
    /// Made from the snapshots.
    let answers: ReadyAnswers
    /// Made from how catalogs fare.
    let catalogAnswers: ReadyAnswers
    let metrics: RequestMetrics
    let logger: Logger
    let date = DateLine()
    let limits: APILimits
    /// The connections that answers are written to.
    let connections: Connections

    init(operations: any CatalogOperations, limits: APILimits, metrics: RequestMetrics, logger: Logger) {
        let cost: @Sendable (RequestKey, ReadyAnswer) -> Int = { $0.size + $1.keptBytes }
        self.operations = operations
        answers = ReadyAnswers(bytes: limits.cacheBytes, entries: limits.cacheEntries, cost: cost)
        catalogAnswers = ReadyAnswers(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16, cost: cost)
        self.metrics = metrics
        self.logger = logger
        self.limits = limits
        connections = Connections(limits: limits)
    }

    /// The answer to what there is no room for.
    func refusal(_ error: APIError) -> Refusal { Refusal(error: error, date: date) }

    /// The reply to a request, if it is an ordinary one whose answer is ready.
    func reply(to head: HTTPRequestHead) -> Reply? {
        PlainRequest(head).flatMap { reply(to: KnownRequest(head: head, plain: $0)) }
    }

    /// The reply to a request that was understood before.
    func reply(to request: KnownRequest) -> Reply? {
        let started = ContinuousClock.now
        let plain = request.plain
        guard let answer = find(plain.key) else { return nil }
        answer.markAskedFor()
        let isKnown = answer.isKnown(to: plain.ifNoneMatch)
        return Reply(
            head: isKnown ? answer.notModified : answer.head, body: isKnown || plain.isHead ? nil : answer.body,
            route: answer.route, status: isKnown ? 304 : 200, started: started, request: request)
    }

    /// Writes a reply in the parts that `write` takes, and counts it, and its body until the client has taken it.
    func write(_ reply: Reply, for channel: any Channel, _ write: (IOData, EventLoopPromise<Void>?) -> Void) {
        var head = channel.allocator.buffer(capacity: reply.head.readableBytes + DateLine.length)
        head.writeImmutableBuffer(reply.head)
        head.writeBytes(date.bytes)
        write(.byteBuffer(head), nil)
        if let body = reply.body {
            if body.readableBytes < Connections.countedAnswerBytes {
                write(.byteBuffer(body), nil)
            } else {
                UntakenBody(body, for: channel, in: connections.untaken).write(nil) { write(.byteBuffer($0), $1) }
            }
        }
        record(reply)
    }

    private func record(_ reply: Reply) {
        let elapsed = ContinuousClock.now - reply.started
        metrics.record(reply.route, status: reply.status, elapsed)
        guard logger.logLevel <= .debug else { return }
        RequestLog.write(
            method: reply.request.head.method.rawValue, target: reply.request.head.uri, status: reply.status, elapsed,
            id: RequestID.next(following: reply.request.head.headers.first(name: RequestID.header)), to: logger)
    }

    private func find(_ key: RequestKey) -> ReadyAnswer? {
        let publication = operations.publication
        return answers.find(key, generation: publication.contentGeneration)
            ?? catalogAnswers.find(key, generation: publication.generation)
    }
}
