import Catalog
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import Service

/// Finds what is ready, for the handlers of all connections.
struct ReadyResponder: Sendable {
    /// What is sent for one request.
    struct Reply {
        /// With the date, and the empty line behind it.
        let head: ByteBuffer
        /// Nil when only the head is sent.
        let body: ByteBuffer?
        fileprivate let series: RequestMetrics.Series
        fileprivate let started: ContinuousClock.Instant
        let request: KnownRequest
    }

    let operations: any CatalogOperations
    /// Made from the snapshots.
    let answers: ReadyAnswers<ContentGeneration>
    /// Made from how catalogs fare.
    let catalogAnswers: ReadyAnswers<UInt64>
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

    /// Answers what is no request, and ends the connection.
    func refuse(_ error: APIError, _ activity: ConnectionActivity) {
        guard !activity.isEnding else { return }
        // One request has one answer.
        if activity.isAnsweredEarly { return activity.end() }
        metrics.series(Endpoint.unknown, status: error.status.code).record(.zero)
        refusal(error).write(to: activity.channel) { activity.end() }
    }

    /// The reply to a request, if it is an ordinary one whose answer is ready.
    func reply(to head: HTTPRequestHead) -> Reply? {
        KnownRequest(head).flatMap { reply(to: $0) }
    }

    /// The reply to a request that was understood before.
    func reply(to request: KnownRequest) -> Reply? {
        let started = ContinuousClock.now
        guard let (found, answer) = request.answer(in: operations.generation, find: { find(request.plain) }) else {
            return nil
        }
        answer.markAskedFor()
        return Reply(
            head: found.head(of: answer, date), body: found.isKnown || request.plain.isHead ? nil : answer.body,
            series: found.series, started: started, request: request)
    }

    /// Writes a reply in the parts that `write` takes, and counts it, and its body until the client has taken it.
    func write(_ reply: Reply, for channel: any Channel, _ write: (IOData, EventLoopPromise<Void>?) -> Void) {
        write(.byteBuffer(reply.head), nil)
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
        reply.series.record(elapsed)
        guard logger.logLevel <= .debug else { return }
        let head = reply.request.head
        RequestLog.write(
            method: head.method.rawValue, target: head.uri, status: reply.series.label.status, elapsed,
            id: RequestID.next(following: head.headers.first(name: RequestID.header)), to: logger)
    }

    private func find(_ request: PlainRequest) -> FoundAnswer? {
        let publication = operations.publication
        let answer =
            answers.find(request.key, generation: Self.contents(request.key, publication))
            ?? answers.find(request.key, generation: .unchanging)
            ?? catalogAnswers.find(request.key, generation: publication.generation)
        return answer.map { FoundAnswer($0, in: publication.generation, to: request, metrics: metrics) }
    }

    /// Whether the answer to a request is ready that is made from a publication's contents.
    func has(_ key: RequestKey, in publication: Publication) -> Bool {
        answers.has(key, generation: Self.contents(key, publication))
    }

    private static func contents(_ key: RequestKey, _ publication: Publication) -> ContentGeneration {
        publication.contents(
            visibleIn: key.environment.isEmpty ? CatalogKey.globalEnvironment : key.environment)
    }
}
