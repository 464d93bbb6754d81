import Catalog
import Service
import Synchronization

/// Catalogs that are only in memory, with what clients asked to be done to them.
final class InMemoryCatalogs: CatalogOperations {
    private struct State {
        var publication: Publication
        var calls: [String] = []
        var awaited: [String] = []
        var listeners: [AsyncStream<Publication>.Continuation] = []
        var areContentsGone = false
        var replacement: [PublishedCatalog]?
    }

    private let state: Mutex<State>
    private let contents: [ContentID: [UInt8]]
    private let failures: [RefreshFailure]
    let events: EventLog
    /// What is wrong in the operator's files.
    let operatorTroubles: [OperatorTrouble]

    /// Catalogs to serve, the files they have, and what every refresh fails with.
    init(
        _ catalogs: [PublishedCatalog], contents: [ContentID: [UInt8]] = [:], failures: [RefreshFailure] = [],
        events: EventLog = EventLog(run: "test"), troubles: [OperatorTrouble] = []
    ) {
        operatorTroubles = troubles
        self.events = events
        state = Mutex(State(publication: Publication(generation: 1, catalogs: catalogs)))
        self.contents = contents
        self.failures = failures
    }

    var publication: Publication { state.withLock { $0.publication } }

    var refreshCounts: [CatalogKey: RefreshCounts] { [:] }

    func publications() -> AsyncStream<Publication> {
        let (stream, continuation) = AsyncStream.makeStream(of: Publication.self)
        state.withLock { $0.listeners.append(continuation) }
        return stream
    }

    /// Every template with all words in its name or description, in the order of the catalogs.
    func search(_ query: SearchQuery, in catalogs: Set<CatalogKey>) throws -> [TemplateMatch] {
        note("search")
        return publication.catalogs.filter { catalogs.contains($0.key) }.flatMap { catalog in
            (catalog.snapshot?.templates ?? []).filter { template in
                let text = "\(template.name) \(template.description)".lowercased()
                return !query.words.isEmpty && query.words.allSatisfy { text.contains($0.lowercased()) }
            }.map { TemplateMatch(catalog: catalog.key, folderPath: $0.folderPath) }
        }
    }

    /// Catalogs that nothing was ever tried with are fetched for ever.
    var firstPass: [CatalogKey] {
        publication.catalogs.filter { $0.snapshot == nil && $0.lastRefresh == nil }.map(\.key)
    }

    func awaitFirstPass() async { state.withLock { $0.awaited.append("lists") } }

    func awaitCatalogs(_ names: Set<String>, in environment: String, atMost limit: Duration) async -> [String] {
        state.withLock { $0.awaited.append("\(names.sorted().joined(separator: " ")) \(environment) \(limit)") }
        let fetched = firstPass.filter { $0.isVisible(in: environment) }.map(\.name)
        return names.filter(fetched.contains).sorted()
    }

    /// Everything that changed or refreshed something, in order.
    var calls: [String] { state.withLock { $0.calls } }

    /// What requests waited for, in order.
    var awaited: [String] { state.withLock { $0.awaited } }

    /// Serves other catalogs from now on.
    func publish(_ catalogs: [PublishedCatalog]) {
        let before = publication
        let (publication, listeners) = state.withLock { state in
            state.publication = Publication(generation: state.publication.generation + 1, catalogs: catalogs)
            return (state.publication, state.listeners)
        }
        for listener in listeners { listener.yield(publication) }
        let keys = Set((before.catalogs + catalogs).map(\.key))
        for key in keys.sorted(by: { ($0.name, $0.environment) < ($1.name, $1.environment) }) {
            events.record(from: before.catalog(key), to: publication.catalog(key))
        }
    }

    /// Has lost a file when one is asked for next, for others are published by then.
    func loseNextContent(to catalogs: [PublishedCatalog]) { state.withLock { $0.replacement = catalogs } }

    /// Has no file any more.
    func forgetContents() { state.withLock { $0.areContentsGone = true } }

    func content(of id: ContentID) async throws -> [UInt8]? {
        note("content")
        if let replacement = state.withLock({ $0.replacement.take() }) {
            publish(replacement)
            return nil
        }
        return state.withLock { $0.areContentsGone } ? nil : contents[id]
    }

    func content(of id: ContentID, in range: Range<Int>) async throws -> [UInt8]? {
        note("content \(range)")
        if state.withLock({ $0.areContentsGone }) { return nil }
        return contents[id].map { Array($0[range.clamped(to: 0..<$0.count)]) }
    }

    func create(_ request: CatalogRequest, in environment: String) async throws -> PublishedCatalog {
        guard let name = request.name, !name.isEmpty else { throw ServiceError(.missingField, "Missing field 'name'") }
        guard let url = request.url, !url.isEmpty else { throw ServiceError(.missingField, "Missing field 'url'") }
        if publication.catalog(named: name, visibleIn: environment) != nil {
            throw ServiceError(.alreadyExists, "Catalog name \(name) already exists")
        }
        note("create \(environment) \(name) \(url) \(request.branch ?? "-") \(request.kind ?? "-")")
        let key = CatalogKey(environment: environment, name: name)
        let catalog = PublishedCatalog(
            key: key, url: url, branch: request.branch ?? "", kind: request.kind ?? "", state: .requested,
            lastRefresh: nil, snapshot: nil)
        publish(publication.catalogs + [catalog])
        return catalog
    }

    func update(_ name: String, with request: CatalogRequest, in environment: String) async throws -> PublishedCatalog {
        note("update \(environment) \(name)")
        guard let catalog = publication.catalog(CatalogKey(environment: environment, name: name)) else {
            throw ServiceError(.notFound, "Catalog not found")
        }
        if let name = request.name, name != catalog.key.name,
            publication.catalog(named: name, visibleIn: environment) != nil
        {
            throw ServiceError(.alreadyExists, "Catalog name \(name) already exists")
        }
        return catalog
    }

    func remove(_ name: String, in environment: String) async throws -> Bool {
        note("remove \(environment) \(name)")
        let key = CatalogKey(environment: environment, name: name)
        guard publication.catalog(key) != nil else { return false }
        publish(publication.catalogs.filter { $0.key != key })
        return true
    }

    func refresh(environment: String) async throws -> [RefreshFailure] {
        note("refresh \(environment)")
        return failures
    }

    func refresh(catalog name: String, in environment: String) async throws -> RefreshFailure? {
        note("refresh \(environment) \(name)")
        guard publication.catalog(named: name, visibleIn: environment) != nil else {
            throw ServiceError(.notFound, "Catalog not found")
        }
        return failures.first
    }

    private func note(_ call: String) { state.withLock { $0.calls.append(call) } }
}
