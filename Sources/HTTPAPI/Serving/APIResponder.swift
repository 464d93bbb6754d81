import Bundles
import Compiler
import HTTPTypes
import HummingbirdCore
import JSON
import Lanes
import Logging
import NIOCore
import Service

/// Answers every request: finds its address, asks that for an answer, and makes errors of what is refused.
struct APIResponder: Sendable {
    let operations: any CatalogOperations
    let configuration: APIConfiguration
    /// Bodies made from the snapshots; they stay while only the state of a catalog changes.
    let cache: AnswerCache<ContentGeneration>
    /// Bodies that show how catalogs fare.
    let catalogCache: AnswerCache<UInt64>
    /// What could not be made, by the request that asked for it.
    let failures: GenerationCache<String, ContentGeneration, APIError>
    /// Answers that are being made.
    let shared = SharedWork<Answer>()
    let lanes: APILanes
    /// The lists that pages are cut from.
    let listings: GenerationCache<String, ContentGeneration, TemplateListing>
    /// Templates in the midst of whose versions large lists are.
    let begunTemplates: BegunTemplates
    /// What was answered once and may be sent again as it is.
    let ready: ReadyResponder
    let metrics: RequestMetrics
    /// What is told of the log of events.
    let pages: EventPages
    /// Who waits for more.
    let listeners: EventListeners
    /// What answers are made from before it is published; nil for what is.
    private var next: Publication?

    init(
        operations: any CatalogOperations, configuration: APIConfiguration, logger: Logger,
        lanes: APILanes = APILanes()
    ) {
        self.operations = operations
        self.configuration = configuration
        self.lanes = lanes
        let limits = configuration.limits
        cache = AnswerCache(bytes: limits.cacheBytes, entries: limits.cacheEntries)
        catalogCache = AnswerCache(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16)
        listings = GenerationCache(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16) {
            $0.utf8.count + $1.keptBytes
        }
        begunTemplates = BegunTemplates(bytes: limits.cacheBytes / 2, entries: limits.cacheEntries / 16)
        failures = GenerationCache(bytes: limits.cacheBytes / 64, entries: limits.cacheEntries / 16) {
            $0.utf8.count + $1.keptBytes
        }
        metrics = RequestMetrics()
        ready = ReadyResponder(operations: operations, limits: limits, metrics: metrics, logger: logger)
        pages = EventPages(of: operations.events, limits: limits)
        let listeners = EventListeners(limit: limits.eventListeners)
        self.listeners = listeners
        operations.events.observe { listeners.announce() }
    }

    /// The response to a request, whatever it is and however it fails. Counts and logs it.
    func respond(
        to request: HTTPRequest, body: RequestBody, from peer: Peer? = nil, logger: Logger
    ) async -> Response {
        TaskThreads.stepBack()
        let started = ContinuousClock.now
        var logger = logger
        let id = RequestID.next(following: request.headerFields[.requestID])
        logger[metadataKey: "id"] = "\(id)"
        let (answer, endpoint) = await answer(to: request, body: body, from: peer, logger: logger)
        let response = answer.response(to: request)
        let elapsed = ContinuousClock.now - started
        metrics.series(endpoint?.name ?? Endpoint.unknown, status: response.status.code).record(elapsed)
        if logger.logLevel <= .debug {
            RequestLog.write(
                method: request.method.rawValue, target: request.path ?? "", status: response.status.code,
                elapsed, id: id, to: logger)
        }
        return response
    }

    /// The answer in the form that the request takes, made ready for the next who ask the same.
    private func answer(
        to request: HTTPRequest, body: RequestBody, from peer: Peer?, logger: Logger
    ) async -> (answer: Answer, endpoint: Endpoint?) {
        // Looked at first, so that an answer is never taken for one of a later publication.
        let publication = publication
        var client: ClientRequest?
        var call: Endpoint.Call?
        var answer: Answer
        do {
            let read = try ClientRequest(request, limits: configuration.limits, fallbackHost: fallbackHost, peer: peer)
            client = read
            call = Endpoint.call(read)
            try checkHost(of: request, asking: call?.endpoint)
            guard let call else { throw APIError.unknownRoute }
            answer = try await self.answer(to: call, body: body)
        } catch {
            answer = failure(error, to: client, logger: logger)
        }
        let links = client?.links ?? Links(base: "http://\(fallbackHost)", environment: nil)
        answer.headers[.apiSchemas] = links.schemas
        answer.headers[.xContentTypeOptions] = "nosniff"
        answer = await form(of: answer, for: request, client?.owner ?? .process)
        if let call { makeReady(answer, to: request, call, publication) }
        return (answer, call?.endpoint)
    }

    private func makeReady(
        _ answer: Answer, to request: HTTPRequest, _ call: Endpoint.Call, _ publication: Publication
    ) {
        guard let key = RequestKey(request), let made = ReadyAnswer(answer, to: request, of: call.endpoint) else {
            return
        }
        switch call.endpoint.source {
        case .nothing: ready.answers.keep(made, for: key, generation: .unchanging)
        case .contents: ready.answers.keep(made, for: key, generation: call.client.contents(of: publication))
        case .state: ready.catalogAnswers.keep(made, for: key, generation: publication.generation)
        }
    }

    /// What answers are made from.
    var publication: Publication { next ?? operations.publication }

    /// Makes what clients asked for since the last publication ready from the one that comes next, so that they find it there
    /// as soon as it is served. What is not ready when the task is cancelled is left to ``prepare(_:logger:)``.
    func prepare(next: Publication, logger: Logger) async {
        var responder = self
        responder.next = next
        // What other environments see stays as it is.
        await responder.makeReady(ready.answers.values { $0.isReplaced(in: next) }, logger: logger)
    }

    /// Makes what clients asked for since the last publication ready from this one, and lets go of what is old: nothing holds on
    /// to a snapshot that is no longer served.
    func prepare(_ publication: Publication, logger: Logger) async {
        let isOver = { (contents: ContentGeneration) in contents.isReplaced(in: publication) }
        let dropped =
            ready.answers.drop(isOver) + ready.catalogAnswers.drop { $0 < publication.generation }
        cache.drop(isOver)
        catalogCache.drop { $0 < publication.generation }
        failures.drop(isOver)
        listings.drop(isOver)
        begunTemplates.forget(allBut: publication)
        await makeReady(dropped, logger: logger)
    }

    /// Makes those of the answers ready anew that clients asked for and that are not ready yet.
    private func makeReady(_ answers: [ReadyAnswer], logger: Logger) async {
        let publication = publication
        let requests = answers.filter(\.wasAskedFor).prefix(configuration.limits.preparedAnswers).map(\.request)
        // What was under way when the process was brought down comes after all others, and not at all the second time.
        let isLast = { operations.preparesLast(Self.mark(of: $0), of: publication) }
        for request in requests.filter({ !isLast($0) }) + requests.filter(isLast) {
            if Task.isCancelled { return }
            if let key = RequestKey(request), ready.has(key, in: publication) { continue }
            _ = try? await operations.prepare(Self.mark(of: request), of: publication) {
                await answer(to: request, body: RequestBody(buffer: ByteBuffer()), from: nil, logger: logger)
            }
        }
    }

    /// A request as a text that tells it from all others whose answers are prepared.
    private static func mark(of request: HTTPRequest) -> String {
        let parts = [request.method.rawValue, request.authority, request.path, request.headerFields[.projectID]]
        return key(parts.map { $0 ?? "" })
    }

    private func checkHost(of request: HTTPRequest, asking endpoint: Endpoint?) throws(APIError) {
        if endpoint?.takesAnyHost == true { return }
        if !HostRule.allows(request.authority ?? "", configuration.allowedHosts) { throw .hostNotAllowed }
    }

    /// The host in links when the client names none.
    private var fallbackHost: String {
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        return "\(host):\(configuration.port)"
    }

    private func answer(to call: Endpoint.Call, body: RequestBody) async throws -> Answer {
        let (endpoint, client) = (call.endpoint, call.client)
        guard endpoint.methods.contains(client.method) else { throw APIError.methodNotAllowed(endpoint.methods) }
        guard let operation = endpoint.operation(client.method) else {
            return Answer(status: .noContent, headers: [.allow: Self.list(endpoint.methods)])
        }
        guard operation.method == .get else {
            try await checkPreconditions(of: call)
            return try await operation.answer(self, call, body)
        }
        try await awaitCatalogs(call)
        let answer = try await operation.answer(self, call, body)
        if let tag = answer.entityTag, !client.preconditions.allowReading(tag) { throw APIError.preconditionFailed }
        return answer
    }

    /// Refuses a write whose client knows another state of what it writes to.
    private func checkPreconditions(of call: Endpoint.Call) async throws {
        let preconditions = call.client.preconditions
        guard preconditions.areOfWrite, let reading = call.endpoint.operation(.get) else { return }
        let there = try? await reading.answer(self, call, RequestBody(buffer: ByteBuffer()))
        guard preconditions.allowWriting(there?.entityTag) else { throw APIError.preconditionFailed }
    }

    /// An answer that no catalog has a part in.
    func fixed(
        _ call: Endpoint.Call, write: @escaping @Sendable (inout JSONWriter) -> Void
    ) async throws -> Answer {
        try await kept(call) { _ in json(call.client, write: write) }
    }

    /// A request's body.
    ///
    /// - Throws: ``APIError`` when it is larger than ``APILimits/bodyBytes``.
    func collect(_ body: RequestBody) async throws -> [UInt8] {
        let limit = configuration.limits.bodyBytes
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { throw APIError.bodyTooLarge(limit) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    private static func list(_ methods: [HTTPRequest.Method]) -> String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}

extension APIResponder {
    /// An answer of JSON, or of the page that shows it.
    func json(_ client: ClientRequest, write: (inout JSONWriter) -> Void) -> Answer {
        let body = Self.body(client.format, write)
        return Answer(kept: body.bytes, contentType: body.contentType, headers: body.headers)
    }

    /// A list; made anew for each client, piece by piece, when it is large. The lane refuses nobody: by then the answer has begun.
    func list(
        _ collection: CollectionResource, _ elements: some ListElements, _ client: ClientRequest
    ) async throws -> Answer {
        try await Answer(
            kept: StreamedText(client.format, ListPieces(collection, elements)),
            upTo: configuration.limits.wholeListBytes, in: lanes.large, for: client.owner)
    }

    /// An answer like ``json(_:write:)`` that holds only now.
    func once(_ client: ClientRequest, write: (inout JSONWriter) -> Void) -> Answer {
        let body = Self.body(client.format, write)
        var headers = body.headers
        headers[.cacheControl] = "no-store"
        return Answer(status: .ok, bytes: body.bytes, contentType: body.contentType, headers: headers)
    }

    private static func body(
        _ format: ClientRequest.Format, _ write: (inout JSONWriter) -> Void
    ) -> (bytes: [UInt8], contentType: String, headers: HTTPFields) {
        var writer = JSONWriter(capacity: 4_096)
        write(&writer)
        switch format {
        case .json: return (writer.bytes + [UInt8(ascii: "\n")], Answer.ContentType.json, [:])
        case .html: return (HTMLPage.wrap(writer.bytes), Answer.ContentType.html, HTMLPage.headers)
        }
    }

    /// The answer to a request that failed. What went wrong inside is said in the log only.
    private func failure(_ error: any Error, to client: ClientRequest?, logger: Logger) -> Answer {
        let refusal: APIError
        switch error {
        case let error as APIError: refusal = error
        case let error as ServiceError: refusal = APIError(error)
        case let error as ConfigurationError: refusal = .configuration(error)
        case let error as LibraryFailure: refusal = APIError(error)
        case is ContentGone: refusal = .contentGone
        case is LaneFull: refusal = .busy
        case is CancellationError: refusal = .givenUp
        default:
            logger.error("request failed", metadata: ["error": "\(error)", "path": "\(client?.path ?? "")"])
            refusal = .internalFailure
        }
        let address = client?.linkBase.requestURL ?? "http://\(fallbackHost)/"
        let body = Self.body(client?.format ?? .json) { ErrorResource(error: refusal, address: address).write(to: &$0) }
        var headers = body.headers
        if !refusal.allowed.isEmpty { headers[.allow] = Self.list(refusal.allowed) }
        headers[.retryAfter] = refusal.retryAfter.map(String.init)
        return Answer(status: refusal.status, bytes: body.bytes, contentType: body.contentType, headers: headers)
    }
}
