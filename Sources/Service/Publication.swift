package import Catalog
package import Diagnostics
import Store

/// Everything served at one moment. Immutable: readers share it without locks, a refresh publishes the next one.
package struct Publication: Sendable {
    /// Grows with each publication; equal numbers mean equal content.
    package let generation: UInt64
    /// Every catalog of every environment, ordered by name, then environment.
    package let catalogs: [PublishedCatalog]
    /// The places of each environment's catalogs, in their order.
    private let places: [String: [Int]]
    /// When the contents of each environment's catalogs changed last: numbers that grow, 0 for environments without any.
    private let contents: [String: UInt64]

    /// A publication of catalogs in any order, with new contents everywhere.
    package init(generation: UInt64, catalogs: [PublishedCatalog]) {
        self.init(generation: generation, catalogs: catalogs, contents: [:])
    }

    /// A publication of catalogs in any order, with the numbers of their contents by environment.
    private init(generation: UInt64, catalogs: [PublishedCatalog], contents: [String: UInt64]) {
        self.generation = generation
        let catalogs = catalogs.sorted { ($0.key.name, $0.key.environment) < ($1.key.name, $1.key.environment) }
        self.catalogs = catalogs
        places = Dictionary(grouping: catalogs.indices) { catalogs[$0].key.environment }
        self.contents = places.reduce(into: [:]) { $0[$1.key] = contents[$1.key] ?? generation }
    }

    /// The publication that follows when a catalog is swapped, or removed for nil. `content` is a number for what is new in its
    /// environment; nil when the contents are the same.
    func replacing(_ key: CatalogKey, with catalog: PublishedCatalog?, content: UInt64?) -> Publication {
        var contents = contents
        if let content { contents[key.environment] = content }
        return Publication(
            generation: generation + 1, catalogs: catalogs.filter { $0.key != key } + (catalog.map { [$0] } ?? []),
            contents: contents)
    }

    /// The number of the contents of an environment's own catalogs.
    func content(of environment: String) -> UInt64 { contents[environment, default: 0] }

    /// Which contents clients of `environment` see.
    package func contents(visibleIn environment: String) -> ContentGeneration {
        ContentGeneration(
            environment: environment, global: content(of: CatalogKey.globalEnvironment), own: content(of: environment))
    }

    /// The catalogs that clients of `environment` see: its own and the global ones, ordered by name.
    /// Of two with one name the global one comes first, as the reference looks them up.
    package func catalogs(visibleIn environment: String) -> [PublishedCatalog] {
        var (global, own) = (
            places[CatalogKey.globalEnvironment, default: []][...], places[environment, default: []][...]
        )
        if environment == CatalogKey.globalEnvironment { own = [] }
        var visible: [PublishedCatalog] = []
        visible.reserveCapacity(global.count + own.count)
        while let next = own.first {
            guard let first = global.first, catalogs[first].key.name <= catalogs[next].key.name else {
                visible.append(catalogs[next])
                own.removeFirst()
                continue
            }
            visible.append(catalogs[first])
            global.removeFirst()
        }
        return visible + global.map { catalogs[$0] }
    }

    /// The catalog that `name` means in `environment`: a global one before the environment's own.
    package func catalog(named name: String, visibleIn environment: String) -> PublishedCatalog? {
        catalog(named: name, of: CatalogKey.globalEnvironment) ?? catalog(named: name, of: environment)
    }

    /// The catalog with exactly this key.
    package func catalog(_ key: CatalogKey) -> PublishedCatalog? { catalog(named: key.name, of: key.environment) }

    private func catalog(named name: String, of environment: String) -> PublishedCatalog? {
        let own = places[environment, default: []]
        var (low, high) = (0, own.count)
        while low < high {
            let middle = (low + high) / 2
            if catalogs[own[middle]].key.name < name { low = middle + 1 } else { high = middle }
        }
        guard low < own.count, catalogs[own[low]].key.name == name else { return nil }
        return catalogs[own[low]]
    }
}

extension CatalogKey {
    /// Whether clients of `environment` see the catalog: it is their own, or global.
    package func isVisible(in environment: String) -> Bool { isGlobal || self.environment == environment }
}

/// A catalog as it is served: what it is, how its last refresh went, and its last good snapshot.
package struct PublishedCatalog: Sendable {
    /// What a catalog is doing.
    package enum State: String, Sendable {
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
    package let key: CatalogKey
    /// Where it comes from, without credentials.
    package let url: String
    /// The branch asked for; empty for the remote's own default.
    package let branch: String
    /// `native`, or what the client said; empty for `native`.
    package let kind: String
    /// What it is doing.
    package let state: State
    /// How its last finished refresh went; nil before the first.
    package let lastRefresh: RefreshRecord?
    /// The last good snapshot; nil before the first.
    package let snapshot: CatalogSnapshot?
    /// What lint found last; nil before the first time. It may be of an earlier commit than what is served.
    package internal(set) var lint: CatalogLint?

    /// Whether lint has not yet looked at what is served.
    package var isLintPending: Bool { snapshot.map { $0.commit != lint?.commit } ?? false }

    /// A catalog to publish.
    package init(
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
    package var findings: [Diagnostic] {
        guard let snapshot else { return [] }
        return snapshot.diagnostics + snapshot.templates.flatMap(\.diagnostics)
    }
}
