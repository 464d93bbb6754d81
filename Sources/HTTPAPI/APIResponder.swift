import HTTPTypes
import Hummingbird
import JSON
import Logging
import Service

/// Answers every request: finds the route, asks the route's file for an answer, and makes errors of what is refused.
struct APIResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let operations: any CatalogOperations
    let configuration: APIConfiguration
    /// Bodies made from the snapshots; they stay while only the state of a catalog changes.
    let cache: ResponseCache
    /// Bodies that show how catalogs fare.
    let catalogCache: ResponseCache

    init(operations: any CatalogOperations, configuration: APIConfiguration) {
        self.operations = operations
        self.configuration = configuration
        let limits = configuration.limits
        cache = ResponseCache(bytes: limits.cacheBytes, entries: limits.cacheEntries)
        catalogCache = ResponseCache(bytes: limits.cacheBytes / 16, entries: limits.cacheEntries / 16)
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        await respond(to: request.head, body: request.body, logger: context.logger)
    }

    /// The response to a request, whatever it is and however it fails.
    func respond(to request: HTTPRequest, body: RequestBody, logger: Logger) async -> Response {
        var client: ClientRequest?
        var answer: Answer
        do {
            let read = try ClientRequest(request, limits: configuration.limits, fallbackHost: fallbackHost)
            client = read
            answer = try await self.answer(to: read, body: body)
        } catch {
            answer = failure(error, to: client, logger: logger)
        }
        let links = client?.links ?? Links(base: "http://\(fallbackHost)", environment: nil)
        answer.headers[.apiSchemas] = links.schemas
        answer.headers[.xContentTypeOptions] = "nosniff"
        return answer.response(to: request)
    }

    /// The host in links when the client names none.
    private var fallbackHost: String {
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        return "\(host):\(configuration.port)"
    }

    private func answer(to client: ClientRequest, body: RequestBody) async throws -> Answer {
        guard let route = Route(path: client.path) else { throw APIError.unknownRoute }
        guard route.methods.contains(client.method) else { throw APIError.methodNotAllowed(route.methods) }
        switch client.method {
        case .get, .head: return try await read(route, client)
        case .options: return Answer(status: .noContent, headers: [.allow: Self.list(route.methods)])
        case .post: return try await post(route, client, body)
        case .put: return try await put(route, client, body)
        default: return try await delete(route, client)
        }
    }

    private func read(_ route: Route, _ client: ClientRequest) async throws -> Answer {
        switch route {
        case .root: try await fixed(route, client) { APIVersionResource(links: client.links).writeVersions(to: &$0) }
        case .apiVersion: try await fixed(route, client) { APIVersionResource(links: client.links).write(to: &$0) }
        case .schemas: try await fixed(route, client) { SchemaResource.writeAll(to: &$0, links: client.links) }
        case .schema(let id): try await schema(id, client)
        case .catalogs: try await catalogs(client)
        case .catalog(let name): try await catalog(name, client)
        case .findings(let name): try await findings(ofCatalog: name, client)
        case .templates: try await templates(client)
        case .templateVersions: try await templateVersions(client)
        case .template(let id), .templateVersion(let id): try await template(id, route, client)
        case .health: health()
        case .readiness: readiness()
        }
    }

    private func schema(_ id: String, _ client: ClientRequest) async throws -> Answer {
        guard let schema = SchemaResource.named(id) else { throw APIError.noSchema }
        return try await fixed(.schema(id), client) { schema.write(to: &$0, links: client.links) }
    }

    /// An answer that no catalog has a part in.
    private func fixed(
        _ route: Route, _ client: ClientRequest, write: (inout JSONWriter) -> Void
    ) async throws -> Answer {
        try await kept(route, client) { _ in json(client, write: write) }
    }

    private static func list(_ methods: [HTTPRequest.Method]) -> String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}

extension APIResponder {
    /// The answer from the cache, or made now from the publication and kept.
    ///
    /// - Parameter variant: what the answer depends on beside route, environment, format and link base.
    func kept(
        _ route: Route, _ client: ClientRequest, variant: [String] = [],
        make: (Publication) async throws -> Answer
    ) async throws -> Answer {
        let publication = operations.publication
        let parts = [
            "\(route)", client.environment == nil ? "0" : "1", client.environment ?? "", client.format.rawValue,
            client.linkBase.text,
        ]
        // Each part with its length before it, so that no two different requests have one key.
        let key = (parts + variant).map { "\($0.utf8.count):\($0)" }.joined()
        switch route {
        case .catalogs, .catalog, .findings:
            return try await catalogCache.answer(key, generation: publication.generation) {
                try await make(publication)
            }
        default:
            return try await cache.answer(key, generation: publication.contentGeneration) {
                try await make(publication)
            }
        }
    }

    /// An answer of JSON, or of the page that shows it.
    func json(_ client: ClientRequest, write: (inout JSONWriter) -> Void) -> Answer {
        let body = Self.body(client.format, write)
        return Answer(kept: body.bytes, contentType: body.contentType, headers: body.headers)
    }

    private static func body(
        _ format: ClientRequest.Format, _ write: (inout JSONWriter) -> Void
    ) -> (bytes: [UInt8], contentType: String, headers: HTTPFields) {
        var writer = JSONWriter(capacity: 4_096)
        write(&writer)
        switch format {
        case .json: return (writer.bytes + [UInt8(ascii: "\n")], Answer.ContentType.json, [:])
        case .html:
            let headers: HTTPFields = [.contentSecurityPolicy: HTMLPage.contentSecurityPolicy]
            return (HTMLPage.wrap(writer.bytes), Answer.ContentType.html, headers)
        }
    }

    /// The answer to a request that failed. What went wrong inside is said in the log only.
    private func failure(_ error: any Error, to client: ClientRequest?, logger: Logger) -> Answer {
        let refusal: APIError
        switch error {
        case let error as APIError: refusal = error
        case let error as ServiceError: refusal = APIError(error)
        case let error as ConfigurationError: refusal = .configuration(error)
        default:
            logger.error("request failed", metadata: ["error": "\(error)", "path": "\(client?.path ?? "")"])
            refusal = .internalFailure
        }
        let address = client?.linkBase.requestURL ?? "http://\(fallbackHost)/"
        let body = Self.body(client?.format ?? .json) { ErrorResource(error: refusal, address: address).write(to: &$0) }
        var headers = body.headers
        if !refusal.allowed.isEmpty { headers[.allow] = Self.list(refusal.allowed) }
        return Answer(status: refusal.status, bytes: body.bytes, contentType: body.contentType, headers: headers)
    }
}
