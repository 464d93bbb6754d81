package import Catalog
import Store

/// What the service can do, as the HTTP surface sees it. ``CatalogService`` is the real one.
package protocol CatalogOperations: Sendable {
    /// What is served now. Cheap: a reference to an immutable value.
    var publication: Publication { get }

    /// The generation of ``publication``, or of one that replaces it right now. Cheaper still: a number.
    var generation: UInt64 { get }

    /// What is published from now on; of several publications that were not looked at in time, the last.
    func publications() -> AsyncStream<Publication>

    /// Runs `prepare` with a publication of other contents before it is served, and serves it when that is done, or took too long:
    /// then its task is cancelled. When something else was published meanwhile, what is served has another ``ContentGeneration``.
    func beforePublishing(_ prepare: @escaping @Sendable (Publication) async -> Void)

    /// What has happened to what is published.
    var events: EventLog { get }

    /// How the refreshes of each catalog went since the start.
    var refreshCounts: [CatalogKey: RefreshCounts] { get }

    /// The operator's catalogs that a start did not find in the store and whose first refresh has not ended.
    var firstPass: [CatalogKey] { get }

    /// Returns when lists have the catalogs of ``firstPass`` in them, or have waited long enough.
    func awaitFirstPass() async

    /// Waits, at most for `limit`, while one of the catalogs that these names mean in an environment is fetched for the first
    /// time; the names of those that still are then.
    func awaitCatalogs(_ names: Set<String>, in environment: String, atMost limit: Duration) async -> [String]

    /// Runs the preparation of the answer to a request, by a text that tells it from all others, before anybody asks; nil
    /// without running it when that brought the process down twice. Nothing may be prepared inside of `work`.
    func prepare<T: Sendable>(
        _ request: String, of publication: Publication, _ work: @Sendable () async throws -> T
    ) async throws -> T?

    /// Whether the preparation of an answer is to come after all others: it was under way when the process was brought down.
    func preparesLast(_ request: String, of publication: Publication) -> Bool

    /// What the operator wrote in files and settings and what cannot be used of it now.
    var operatorTroubles: [OperatorTrouble] { get }

    /// The templates of some catalogs that have every word of a query, or its beginning, the best first: see
    /// ``CatalogStore/search(_:in:)``. What the index finds may be newer or older than ``publication`` by one refresh.
    func search(_ query: SearchQuery, in catalogs: Set<CatalogKey>) throws -> [TemplateMatch]

    /// The bytes of a file of any published snapshot; nil when no snapshot has it (any more).
    func content(of id: ContentID) async throws -> [UInt8]?

    /// Some of these bytes, fewer where the file ends before `range` does: for files that are sent bit by bit.
    func content(of id: ContentID, in range: Range<Int>) async throws -> [UInt8]?

    /// Adds a catalog to an environment; it is not fetched before the next refresh.
    func create(_ request: CatalogRequest, in environment: String) async throws -> PublishedCatalog

    /// Changes a catalog of exactly this environment. Fields of `request` that are nil or empty keep what is stored.
    func update(_ name: String, with request: CatalogRequest, in environment: String) async throws -> PublishedCatalog

    /// Removes a catalog of exactly this environment with its mirror and contents; false when there is none.
    @discardableResult
    func remove(_ name: String, in environment: String) async throws -> Bool

    /// Refreshes an environment's catalogs and the global ones, and returns when what it started or joined is published.
    /// Re-reads the configuration first. The failures, ordered by name; an empty list when all went well.
    func refresh(environment: String) async throws -> [RefreshFailure]

    /// Refreshes one catalog that is visible in `environment`.
    func refresh(catalog name: String, in environment: String) async throws -> RefreshFailure?
}

/// What a client says about a catalog. Nil means the field was absent.
package struct CatalogRequest: Sendable, Hashable {
    /// The catalog's name.
    package var name: String?
    /// Its URL; may carry `user:password@`, which is split off and sealed at once.
    package var url: String?
    /// The branch.
    package var branch: String?
    /// `native` or empty.
    package var kind: String?

    /// A request.
    package init(name: String? = nil, url: String? = nil, branch: String? = nil, kind: String? = nil) {
        self.name = name
        self.url = url
        self.branch = branch
        self.kind = kind
    }
}

/// A catalog whose refresh failed.
package struct RefreshFailure: Sendable, Hashable {
    /// Which catalog.
    package let key: CatalogKey
    /// Its URL without credentials.
    package let url: String
    /// One plain sentence that says why.
    package let message: String

    /// A failure with its reason.
    package init(key: CatalogKey, url: String, message: String) {
        self.key = key
        self.url = url
        self.message = message
    }
}

extension CatalogOperations {
    /// The generation of what is published.
    package var generation: UInt64 { publication.generation }

    /// Nothing is prepared before it is served.
    package func beforePublishing(_ prepare: @escaping @Sendable (Publication) async -> Void) {}

    /// Runs the preparation of an answer, whatever it did before.
    package func prepare<T: Sendable>(
        _ request: String, of publication: Publication, _ work: @Sendable () async throws -> T
    ) async throws -> T? { try await work() }

    /// No answer's preparation comes after all others.
    package func preparesLast(_ request: String, of publication: Publication) -> Bool { false }
}
