public import Catalog
public import Diagnostics
public import Store

/// Everything served at one moment. Immutable: readers share it without locks, a refresh publishes the next one.
public struct Publication: Sendable {
    /// Grows with each publication; equal numbers mean equal content.
    public let generation: UInt64
    /// Grows only when the served snapshots change, not when a catalog's state does: equal numbers mean the same
    /// templates in the same catalogs.
    public let contentGeneration: UInt64
    /// Both generations, for whoever remembers what it read without holding on to it.
    public struct Generations: Sendable, Hashable {
        /// ``Publication/generation``.
        public let state: UInt64
        /// ``Publication/contentGeneration``.
        public let content: UInt64
    }

    /// Every catalog of every environment, ordered by name, then environment.
    public let catalogs: [PublishedCatalog]

    /// A publication of catalogs in any order. Without a content generation of its own, every publication has new content.
    public init(generation: UInt64, contentGeneration: UInt64? = nil, catalogs: [PublishedCatalog]) {
        self.generation = generation
        self.contentGeneration = contentGeneration ?? generation
        self.catalogs = catalogs.sorted { ($0.key.name, $0.key.environment) < ($1.key.name, $1.key.environment) }
    }

    /// Both generations.
    public var generations: Generations { Generations(state: generation, content: contentGeneration) }

    /// The catalogs that clients of `environment` see: its own and the global ones, ordered by name.
    /// Of two with one name the global one comes first, as the reference looks them up.
    public func catalogs(visibleIn environment: String) -> [PublishedCatalog] {
        catalogs.filter { $0.key.isVisible(in: environment) }.sorted {
            ($0.key.name, $0.key.isGlobal ? 0 : 1) < ($1.key.name, $1.key.isGlobal ? 0 : 1)
        }
    }

    /// The catalog that `name` means in `environment`: a global one before the environment's own.
    public func catalog(named name: String, visibleIn environment: String) -> PublishedCatalog? {
        let named = catalogs.filter { $0.key.name == name }
        return named.first { $0.key.isGlobal } ?? named.first { $0.key.environment == environment }
    }

    /// The catalog with exactly this key.
    public func catalog(_ key: CatalogKey) -> PublishedCatalog? {
        catalogs.first { $0.key == key }
    }
}

extension CatalogKey {
    /// Whether clients of `environment` see the catalog: it is their own, or global.
    public func isVisible(in environment: String) -> Bool { isGlobal || self.environment == environment }
}

/// A catalog as it is served: what it is, how its last refresh went, and its last good snapshot.
public struct PublishedCatalog: Sendable {
    /// What a catalog is doing.
    public enum State: String, Sendable {
        /// Served, and its last refresh went well.
        case active
        /// Being refreshed; the snapshot before is served meanwhile.
        case refreshing
        /// Being refreshed for the first time: there is nothing to serve yet.
        case fetching
        /// Its last refresh failed; the last good snapshot, if there ever was one, is served.
        case error
        /// Added, and not refreshed yet.
        case requested
    }

    /// Its name and environment.
    public let key: CatalogKey
    /// Where it comes from, without credentials.
    public let url: String
    /// The branch asked for; empty for the remote's own default.
    public let branch: String
    /// `native`, or what the client said; empty for `native`.
    public let kind: String
    /// What it is doing.
    public let state: State
    /// How its last finished refresh went; nil before the first.
    public let lastRefresh: RefreshRecord?
    /// The last good snapshot; nil before the first.
    public let snapshot: CatalogSnapshot?
    /// What lint found last; nil before the first time. It may be of an earlier commit than what is served.
    public internal(set) var lint: CatalogLint?

    /// Whether lint has not yet looked at what is served.
    public var isLintPending: Bool { snapshot.map { $0.commit != lint?.commit } ?? false }

    /// A catalog to publish.
    public init(
        key: CatalogKey,
        url: String,
        branch: String,
        kind: String,
        state: State,
        lastRefresh: RefreshRecord?,
        snapshot: CatalogSnapshot?,
        lint: CatalogLint? = nil
    ) {
        self.key = key
        self.url = url
        self.branch = branch
        self.kind = kind
        self.state = state
        self.lastRefresh = lastRefresh
        self.snapshot = snapshot
        self.lint = lint
    }

    /// Everything that was found in the snapshot: what concerns the whole catalog, then template by template.
    public var findings: [Diagnostic] {
        guard let snapshot else { return [] }
        return snapshot.diagnostics + snapshot.templates.flatMap(\.diagnostics)
    }
}
