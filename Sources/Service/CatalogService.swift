package import Catalog
package import Git
package import Lanes
package import Logging
package import Store
import Synchronization

/// Catalogs, refreshed and published: the real ``CatalogOperations``.
///
/// What is served is one immutable ``Publication``. A refresh prepares the next snapshot beside it, stores it, and
/// swaps it in; readers never wait and never see half. The use cases are in files named by their verb.
package final class CatalogService: CatalogOperations {
    /// What the operator decides.
    package struct Settings: Sendable {
        /// Where mirrors are kept; created when missing.
        package var mirrorDirectory: String
        /// The catalogs of all environments.
        package var configuration: CatalogConfiguration
        /// The server's version, for the branch `${RELEASE}`.
        package var release: ReleaseBranch
        /// Credentials by URL prefix, where no file has them.
        package var credentials: Credentials
        /// The operator's file of credentials, read again for every refresh; nil when there is none.
        package var credentialsFile: String?
        /// How long a remote may take.
        package var deadlines: Deadlines
        /// Whether clients may add catalogs that lie on the server's own disk.
        package var allowsLocalCatalogs: Bool

        /// Settings with default deadlines and no credentials.
        package init(
            mirrorDirectory: String,
            configuration: CatalogConfiguration,
            release: ReleaseBranch = ReleaseBranch(rancherVersion: ""),
            credentials: Credentials = .none,
            credentialsFile: String? = nil,
            deadlines: Deadlines = Deadlines(),
            allowsLocalCatalogs: Bool = false
        ) {
            self.mirrorDirectory = mirrorDirectory
            self.configuration = configuration
            self.release = release
            self.credentials = credentials
            self.credentialsFile = credentialsFile
            self.deadlines = deadlines
            self.allowsLocalCatalogs = allowsLocalCatalogs
        }
    }

    let settings: Settings
    let store: CatalogStore
    let vault: CredentialVault
    let logger: Logger
    let flights = RefreshFlights()
    let mirrors = OpenMirrors()
    let ledger = RefreshLedger()
    let operatorFiles: OperatorFiles
    let clock: ServiceClock
    let first: FirstPass
    /// What background work is under way, for the process after this one; nil where nobody has to know.
    let marks: WorkMarks?
    /// What has happened to what is published.
    package let events: EventLog
    private let feed = PublicationFeed()
    let preparation = Preparation()
    private let served: Mutex<Served>
    private let servedGeneration: Atomic<UInt64>
    private let changes = Mutex<Void>(())
    /// Held while something is published and its events are found, so that events come in the order of publications.
    /// Readers have no part in it.
    private let publishing = Mutex<Void>(())

    /// What is served, with the records that say where each catalog comes from.
    private struct Served {
        var publication: Publication
        var records: [CatalogKey: CatalogRecord]
        /// The last number that was given to contents of a publication, or of one that may come.
        private var lastContent: UInt64

        typealias Change = (before: PublishedCatalog?, after: PublishedCatalog?)

        init(_ publication: Publication, _ records: [CatalogKey: CatalogRecord]) {
            self.publication = publication
            self.records = records
            lastContent = publication.generation
        }

        /// The publication that a catalog of new contents would make.
        mutating func next(_ key: CatalogKey, with catalog: PublishedCatalog) -> NextPublication {
            NextPublication(key, with: catalog, content: newContent(), after: publication)
        }

        private mutating func newContent() -> UInt64 {
            lastContent += 1
            return lastContent
        }

        /// Swaps a catalog; what it was before, and is now. `next` is what was prepared for that.
        mutating func replace(
            _ key: CatalogKey, with catalog: PublishedCatalog?, prepared next: NextPublication? = nil
        ) -> Change {
            let before = publication.catalog(key)
            var catalog = catalog
            // What lint found stays until it has looked at what is new.
            if catalog?.snapshot != nil, catalog?.lint == nil { catalog?.lint = before?.lint }
            let isSame = (before == nil) == (catalog == nil) && before?.snapshot?.commit == catalog?.snapshot?.commit
            let content = isSame ? nil : next?.content(after: publication) ?? newContent()
            publication = publication.replacing(key, with: catalog, content: content)
            return (before, catalog)
        }
    }

    /// A service that at once serves what `store` has; nothing is fetched before the first refresh.
    ///
    /// - Throws: ``StoreError`` when the store cannot be read.
    package init(
        settings: Settings, store: CatalogStore, vault: CredentialVault, logger: Logger, events: EventLog = EventLog(),
        clock: ServiceClock = .system, marks: WorkMarks? = nil
    ) throws {
        self.settings = settings
        self.store = store
        self.vault = vault
        self.logger = logger
        self.events = events
        self.clock = clock
        self.marks = marks
        first = FirstPass(clock: clock)
        operatorFiles = OperatorFiles(
            credentials: settings.credentials, file: settings.credentialsFile, logger: logger)
        let records = try store.catalogs().map { Self.withholdingLogin($0, logger) }
        let snapshots = try store.loadSnapshots()
        let catalogs = records.map { record in
            PublishedCatalog(record: record, stored: snapshots[record.key])
        }
        served = Mutex(
            Served(
                Publication(generation: 1, catalogs: catalogs),
                Dictionary(records.map { ($0.key, $0) }) { first, _ in first }))
        servedGeneration = Atomic(1)
        reportMarks()
    }

    /// Closes the store, so that another process may serve from the same data directory.
    package func close() throws {
        stopMarking()
        try store.close()
    }

    /// What is served now.
    package var publication: Publication { served.withLock { $0.publication } }

    /// The generation of what is served.
    package var generation: UInt64 { servedGeneration.load(ordering: .acquiring) }

    /// Prepares what is about to be served; see ``CatalogOperations/beforePublishing(_:)``.
    package func beforePublishing(_ prepare: @escaping @Sendable (Publication) async -> Void) {
        preparation.set(prepare)
    }

    /// What is published from now on.
    package func publications() -> AsyncStream<Publication> { feed.subscribe() }

    /// How the refreshes of each catalog went since the start.
    package var refreshCounts: [CatalogKey: RefreshCounts] { ledger.counts }

    /// What the operator wrote and what cannot be used of it.
    package var operatorTroubles: [OperatorTrouble] { operatorFiles.troubles }

    /// What the store's full text index finds.
    package func search(_ query: SearchQuery, in catalogs: Set<CatalogKey>) throws -> [TemplateMatch] {
        try store.search(query, in: catalogs)
    }

    /// The bytes of a file of a published snapshot, from the store.
    package func content(of id: ContentID) async throws -> [UInt8]? {
        try store.content(id)
    }

    /// Some bytes of a file of a published snapshot, from the store.
    package func content(of id: ContentID, in range: Range<Int>) async throws -> [UInt8]? {
        try store.content(id, in: range)
    }

    /// Runs a change of what catalogs there are on the lane of writes, one after another: what one has checked still holds
    /// when it writes. The lock is held on that lane's thread only, and nothing that is read waits for it.
    func changing<T: Sendable>(_ key: CatalogKey, _ body: @Sendable () throws -> T) async throws -> T {
        try await Lane.storing.run(for: key.owner) { try changes.withLock { _ in try body() } }
    }

    /// Where the catalog comes from; nil when there is none of this key.
    func record(for key: CatalogKey) -> CatalogRecord? {
        served.withLock { $0.records[key] }
    }

    /// Every catalog's record, ordered by name, then environment.
    var records: [CatalogRecord] {
        served.withLock {
            $0.records.values.sorted { ($0.key.name, $0.key.environment) < ($1.key.name, $1.key.environment) }
        }
    }

    /// Publishes `catalog` in place of the one with its key, unless the record it was made from is no longer current:
    /// a catalog removed or pointed elsewhere during its refresh must not come back.
    ///
    /// - Returns: whether it was published.
    @discardableResult
    func publish(
        _ catalog: PublishedCatalog, madeFrom record: CatalogRecord, prepared next: NextPublication? = nil
    ) -> Bool {
        publishing { served in
            guard served.records[record.key] == record else { return nil }
            return [served.replace(record.key, with: catalog, prepared: next)]
        }
    }

    /// The publication that `catalog` would make with its new contents, as far as somebody can tell now.
    func next(with catalog: PublishedCatalog) -> NextPublication {
        served.withLock { $0.next(catalog.key, with: catalog) }
    }

    /// Publishes a new or changed record; the snapshot of `previous`, the key it had before, moves with it.
    func publish(_ record: CatalogRecord, replacing previous: CatalogKey? = nil) -> PublishedCatalog {
        var published = PublishedCatalog(record: record, following: nil)
        publishing { served in
            published = PublishedCatalog(record: record, following: served.publication.catalog(previous ?? record.key))
            var changes: [Served.Change] = []
            if let previous, previous != record.key {
                served.records[previous] = nil
                changes.append(served.replace(previous, with: nil))
            }
            served.records[record.key] = record
            return changes + [served.replace(record.key, with: published)]
        }
        return published
    }

    /// Publishes what lint found in a catalog, unless the record that it was read by is no longer current. What is served stays
    /// the same.
    func publish(_ lint: CatalogLint, madeFrom record: CatalogRecord) {
        publishing { served in
            guard served.records[record.key] == record, var catalog = served.publication.catalog(record.key),
                catalog.snapshot != nil
            else { return nil }
            catalog.lint = lint
            return [served.replace(record.key, with: catalog)]
        }
    }

    /// Publishes that the catalog is gone; false when there was none.
    func unpublish(_ key: CatalogKey) -> Bool {
        publishing { served in
            guard served.records.removeValue(forKey: key) != nil else { return nil }
            return [served.replace(key, with: nil)]
        }
    }

    /// The one way in which what is served changes: `change` swaps catalogs, then their events are noted and subscribers told.
    /// False when there was nothing to change.
    @discardableResult
    private func publishing(_ change: (inout Served) -> [Served.Change]?) -> Bool {
        let isPublished = publishing.withLock { _ in
            let changes = served.withLock { served in
                defer { servedGeneration.store(served.publication.generation, ordering: .releasing) }
                return change(&served)
            }
            guard let changes else { return false }
            // Readers have the new publication already, and wait for nothing here.
            for (before, after) in changes { events.record(from: before, to: after) }
            return true
        }
        if isPublished { feed.send(publication) }
        return isPublished
    }
}

extension CatalogKey {
    /// Whom work on the catalog is for.
    package var owner: LaneOwner { LaneOwner(environment: environment, catalog: name) }
}

extension PublishedCatalog {
    /// A catalog as the store remembers it.
    init(record: CatalogRecord, stored: StoredSnapshot?) {
        // How it went may quote the URL, which is empty where it is not to be shown.
        let refresh = record.url.isEmpty ? nil : stored?.refresh
        self.init(
            record: record,
            state: refresh?.error != nil ? .error : stored?.snapshot != nil ? .active : .requested,
            lastRefresh: refresh,
            snapshot: stored?.snapshot
        )
    }

    /// A catalog whose record is new or has changed; it goes on serving what `old` served.
    init(record: CatalogRecord, following old: PublishedCatalog?) {
        self.init(
            record: record,
            state: old?.state ?? .requested,
            lastRefresh: old?.lastRefresh,
            snapshot: old?.snapshot
        )
    }

    init(record: CatalogRecord, state: State, lastRefresh: RefreshRecord?, snapshot: CatalogSnapshot?) {
        self.init(
            key: record.key, url: record.url, branch: record.branch, kind: record.kind,
            state: state, lastRefresh: lastRefresh, snapshot: snapshot
        )
    }
}
