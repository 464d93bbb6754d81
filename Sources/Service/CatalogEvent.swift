package import Catalog
import Diagnostics
import Lint
import Store

/// Something that happened to what is published.
package struct CatalogEvent: Sendable, Hashable {
    /// What happened.
    package enum Kind: Sendable, Hashable {
        /// The catalog is there; it may have nothing to serve yet.
        case catalogAdded
        /// The catalog is gone, with everything in it.
        case catalogRemoved
        /// Another commit is served, or a refresh went well after one that failed.
        case catalogRefreshed(Refreshed)
        /// A refresh failed, for another reason than the one before; what was served is served still.
        case catalogFailed(message: String)
        /// Lint found something else than the last time, or looked for the first time.
        case catalogLinted(Linted)
        /// A version, or a template's default version, is not what it was.
        case template(SnapshotDifference.Change)
    }

    /// What a refresh brought.
    package struct Refreshed: Sendable, Hashable {
        /// The commit that is served now.
        package let commit: String
        /// The commit that was served before; nil for the first.
        package let previousCommit: String?
        /// How many versions are new.
        package let added: Int
        /// How many versions are different.
        package let changed: Int
        /// How many versions are gone.
        package let removed: Int
        /// Whether each of these versions has an event of its own. Where not, everything must be read again.
        package let isComplete: Bool
    }

    /// What lint found.
    package struct Linted: Sendable, Hashable {
        /// The commit that was looked at.
        package let commit: String
        /// How many findings of severity error count.
        package let errors: Int
        /// How many of severity warning.
        package let warnings: Int
        /// How many of severity note.
        package let notes: Int
    }

    /// The place in the order of all events; the first is 1.
    package let number: UInt64
    /// The catalog that it happened to.
    package let catalog: CatalogKey
    /// What happened.
    package let kind: Kind
}

extension CatalogEvent.Kind {
    /// What happened to one catalog when `after` was published in the place of `before`.
    ///
    /// - Parameter limit: how many changes of versions are told one by one.
    static func between(_ before: PublishedCatalog?, _ after: PublishedCatalog?, limit: Int) -> [Self] {
        guard let after else { return before == nil ? [] : [.catalogRemoved] }
        return (before == nil ? [.catalogAdded] : []) + refreshed(before, after, limit: limit) + failed(before, after)
            + linted(before, after)
    }

    private static func linted(_ before: PublishedCatalog?, _ after: PublishedCatalog) -> [Self] {
        guard let lint = after.lint, lint.commit != before?.lint?.commit,
            lint.report.findings != before?.lint?.report.findings
        else { return [] }
        return [.catalogLinted(CatalogEvent.Linted(lint))]
    }

    private static func refreshed(_ before: PublishedCatalog?, _ after: PublishedCatalog, limit: Int) -> [Self] {
        guard let new = after.snapshot else { return [] }
        guard let old = before?.snapshot else { return [.catalogRefreshed(.first(new))] }
        let isRecovered = before?.lastRefresh?.error != nil && after.lastRefresh?.error == nil
        guard old.commit != new.commit || isRecovered else { return [] }
        let difference = SnapshotDifference(from: old, to: new, limit: limit)
        return [.catalogRefreshed(.later(old, new, difference))] + difference.changes.map(Self.template)
    }

    private static func failed(_ before: PublishedCatalog?, _ after: PublishedCatalog) -> [Self] {
        guard let message = after.lastRefresh?.error, message != before?.lastRefresh?.error else { return [] }
        return [.catalogFailed(message: message)]
    }
}

extension CatalogEvent.Linted {
    fileprivate init(_ lint: CatalogLint) {
        self.init(
            commit: lint.commit, errors: lint.report.count(.error), warnings: lint.report.count(.warning),
            notes: lint.report.count(.note))
    }
}

extension CatalogEvent.Refreshed {
    /// The first snapshot: whoever hears of it has nothing yet, and reads the lists.
    fileprivate static func first(_ snapshot: CatalogSnapshot) -> Self {
        Self(
            commit: snapshot.commit, previousCommit: nil, added: snapshot.versionCount, changed: 0, removed: 0,
            isComplete: snapshot.versionCount == 0)
    }

    fileprivate static func later(
        _ old: CatalogSnapshot, _ new: CatalogSnapshot, _ difference: SnapshotDifference
    ) -> Self {
        Self(
            commit: new.commit, previousCommit: old.commit, added: difference.added, changed: difference.changed,
            removed: difference.removed, isComplete: difference.isComplete)
    }
}
