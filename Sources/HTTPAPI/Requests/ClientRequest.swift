import Catalog
import HTTPTypes

/// A request as the API understands it.
struct ClientRequest: Sendable {
    /// What a client wants to read.
    enum Format: String, Sendable {
        case json
        case html
    }

    let method: HTTPRequest.Method
    /// The path as it stands in the request line.
    let path: String
    let query: RequestQuery
    /// The environment that the client named; nil when it named none.
    let environment: String?
    let format: Format
    /// Whether the headers ask for a SARIF document rather than JSON of our own.
    let wantsSARIF: Bool
    let linkBase: LinkBase
    /// The last event that a client knows of; empty when it knows of none.
    let lastEventID: String
    let preconditions: Preconditions
    /// The connection that the request came on; nil for a request that came on none.
    let peer: Peer?

    /// The links of the answer.
    var links: Links { Links(base: linkBase.text, environment: environment) }

    /// Reads a request's line and headers.
    ///
    /// - Parameters:
    ///   - fallbackHost: the host in links when no header names one.
    ///   - peer: who asks.
    /// - Throws: ``APIError`` for what exceeds `limits`, and for a write of another site's page.
    init(_ request: HTTPRequest, limits: APILimits, fallbackHost: String, peer: Peer? = nil) throws {
        try WriteOrigin.check(request)
        let target = request.path ?? "/"
        guard target.utf8.count <= limits.targetBytes else { throw APIError.targetTooLong(limits.targetBytes) }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        method = request.method
        path = String(parts[0])
        let headers = try LinkBase.Headers(request, limit: limits.headerBytes)
        linkBase = LinkBase(headers: headers, path: path, fallback: fallbackHost)
        guard linkBase.text.utf8.count <= limits.linkBaseBytes else {
            throw APIError.headerTooLong("Host", limits.linkBaseBytes)
        }
        query = try RequestQuery(parts.count == 2 ? parts[1] : "", limit: limits.queryParameters)
        lastEventID = try request.value(.lastEventID, limit: limits.headerBytes)
        preconditions = Preconditions(request.headerFields)
        self.peer = peer
        environment = try Self.environment(request, query, limits)
        wantsSARIF = Self.wantsSARIF(accept: request.headerFields[.accept])
        format = Self.format(request.headerFields, query)
    }

    /// The environment of the header, else of the query. Rancher's proxy sends an empty header for none. A header that is there
    /// more than once comes as a list.
    private static func environment(
        _ request: HTTPRequest, _ query: RequestQuery, _ limits: APILimits
    ) throws -> String? {
        let named = (request.headerFields[.projectID] ?? "").elements
        guard named.allSatisfy({ $0 == named.first }) else { throw APIError.ambiguousEnvironment }
        let environment = named.first.map(String.init) ?? query.first("projectId")
        guard environment.utf8.count <= limits.environmentBytes else {
            throw APIError.environmentTooLong(limits.environmentBytes)
        }
        return environment.isEmpty ? nil : environment
    }

    /// A page for what looks like a browser that takes anything; JSON for everyone who asks for it.
    private static func format(_ headers: HTTPFields, _ query: RequestQuery) -> Format {
        let asked = query.first("_format")
        if !asked.isEmpty { return Format(rawValue: asked) ?? .json }
        return wantsPage(accept: headers[.accept], userAgent: headers[.userAgent]) ? .html : .json
    }

    /// Whether the headers are those of a browser that takes anything.
    static func wantsPage(accept: String?, userAgent: String?) -> Bool {
        guard let userAgent, userAgent.hasWord("mozilla") else { return false }
        guard let accept else { return true }
        return accept.hasWord("*/*") && !accept.hasWord("application/json")
    }

    /// Whether the header asks for a SARIF document.
    static func wantsSARIF(accept: String?) -> Bool { accept?.hasWord("application/sarif+json") ?? false }
}

extension HTTPRequest {
    /// A header's value; empty when it is not there.
    ///
    /// - Throws: ``APIError`` when it is longer than `limit` bytes.
    fileprivate func value(_ name: HTTPField.Name, limit: Int) throws -> String {
        let value = headerFields[name] ?? ""
        guard value.utf8.count <= limit else { throw APIError.headerTooLong(name.rawName, limit) }
        return value
    }
}

extension LinkBase.Headers {
    /// The headers of a request.
    ///
    /// - Throws: ``APIError`` when one is longer than `limit` bytes.
    init(_ request: HTTPRequest, limit: Int) throws {
        requestURL = try request.value(.apiRequestURL, limit: limit)
        forwardedProtocol = try request.value(.forwardedProtocol, limit: limit)
        forwardedHost = try request.value(.forwardedHost, limit: limit)
        forwardedPort = try request.value(.forwardedPort, limit: limit)
        host = request.authority ?? ""
        guard host.utf8.count <= limit else { throw APIError.headerTooLong("Host", limit) }
    }
}

extension HTTPField.Name {
    /// A name that is known to be well formed.
    private static func known(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("not a header's name: \(text)") }
        return name
    }

    static let projectID = known("X-API-Project-Id")
    static let apiRequestURL = known("X-API-request-url")
    static let apiSchemas = known("X-API-Schemas")
    /// The commit that the catalog of an answer is served from.
    static let catalogCommit = known("X-Catalog-Commit")
    static let lastEventID = known("Last-Event-ID")
    static let secFetchSite = known("Sec-Fetch-Site")
    static let referrerPolicy = known("Referrer-Policy")
    /// Asks nginx not to gather what is written.
    static let accelBuffering = known("X-Accel-Buffering")
    static let requestID = known(RequestID.header)
    static let forwardedProtocol = known("X-Forwarded-Proto")
    static let forwardedHost = known("X-Forwarded-Host")
    static let forwardedPort = known("X-Forwarded-Port")
}

extension ClientRequest {
    /// The environment that the client named, else the global one.
    var environmentOrGlobal: String { environment ?? CatalogKey.globalEnvironment }

    /// The environment that the client named.
    var requiredEnvironment: String {
        get throws {
            guard let environment else { throw APIError.noEnvironment }
            return environment
        }
    }

    /// Refuses a `POST` that is not `?action=refresh`; other parameters count for nothing.
    func requireRefreshAction() throws {
        guard query.first("action") == "refresh" else { throw APIError.unknownAction }
    }
}
