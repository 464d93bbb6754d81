import Logging
import NIOCore
import NIOHTTP1
import Service

/// Finds what is ready, for the handlers of all connections.
struct ReadyResponder: Sendable {
    /// What is sent for one request.
    struct Reply {
        let head: ByteBuffer
        /// Nil when only the head is sent.
        let body: ByteBuffer?
        let route: Route.Name
        let status: Int
        fileprivate let started: ContinuousClock.Instant
        fileprivate let request: HTTPRequestHead
    }

    let operations: any CatalogOperations
    /// Made from the snapshots.
    let answers: ReadyAnswers
    /// Made from how catalogs fare.
    let catalogAnswers: ReadyAnswers
    let metrics: RequestMetrics
    let logger: Logger
    let date = DateLine()

    init(operations: any CatalogOperations, limits: APILimits, metrics: RequestMetrics, logger: Logger) {
        let cost: @Sendable (RequestKey, ReadyAnswer) -> Int = { $0.size + $1.keptBytes }
        self.operations = operations
        answers = ReadyAnswers(bytes: limits.cacheBytes, entries: limits.cacheEntries, cost: cost)
        catalogAnswers = ReadyAnswers(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16, cost: cost)
        self.metrics = metrics
        self.logger = logger
    }

    /// The reply to a request, if it is an ordinary one whose answer is ready.
    func reply(to head: HTTPRequestHead) -> Reply? {
        let started = ContinuousClock.now
        guard let plain = PlainRequest(head), let answer = find(plain.key) else { return nil }
        answer.markAskedFor()
        let isKnown = answer.isKnown(to: plain.ifNoneMatch)
        return Reply(
            head: isKnown ? answer.notModified : answer.head, body: isKnown || plain.isHead ? nil : answer.body,
            route: answer.route, status: isKnown ? 304 : 200, started: started, request: head)
    }

    /// Counts a reply that was sent.
    func record(_ reply: Reply) {
        let elapsed = ContinuousClock.now - reply.started
        metrics.record(reply.route, status: reply.status, elapsed)
        guard logger.logLevel <= .debug else { return }
        RequestLog.write(
            method: reply.request.method.rawValue, target: reply.request.uri, status: reply.status, elapsed,
            id: RequestID.next(following: reply.request.headers.first(name: RequestID.header)), to: logger)
    }

    private func find(_ key: RequestKey) -> ReadyAnswer? {
        let publication = operations.publication
        return answers.find(key, generation: publication.contentGeneration)
            ?? catalogAnswers.find(key, generation: publication.generation)
    }
}
