package import Diagnostics

/// One thing that is wrong, or worth knowing, in a data directory's key or database.
package struct StoreFinding: Sendable, Hashable {
    /// What, where, and what mends it.
    package let diagnostic: Diagnostic
    /// What ``StoreExamination/repair(_:readingAgain:)`` can do about it; nil when only a person can.
    package let repair: StoreRepair?

    init(
        _ code: DiagnosticCode, _ severity: Severity, _ message: String, at path: String, help: String,
        repair: StoreRepair? = nil
    ) {
        diagnostic = Diagnostic(code, severity, message, at: .wholeFile(path), help: help)
        self.repair = repair
    }
}

/// A repair of a data directory's key or database, as small as its row's number: there may be as many as there are rows.
package enum StoreRepair: Sendable, Hashable {
    /// Takes the key file from everybody but its owner.
    case restrictKey
    /// Takes the data directory from everybody but its owner.
    case restrictDirectory
    /// Does what opening a damaged database does: moves it aside and keeps its catalogs.
    case moveDatabaseAside
    /// Removes a template that cannot be read.
    case removeTemplate(Int64)
    /// Has a template stored again with all its contents.
    case storeTemplateAgain(Int64)
    /// Removes a content with other bytes than its id says, by its row.
    case removeContent(Int64)
    /// Has a catalog's snapshot read again.
    case readAgain(catalog: Int64)
    /// Removes how a catalog's last refresh went.
    case forgetRefresh(catalog: Int64)
    /// Removes rows that belong to rows that are gone.
    case removeStrays
}

/// What examining a store can find. The codes are stable.
extension DiagnosticCode {
    /// The key file is gone, and there are credentials sealed with it.
    package static let keyMissing = DiagnosticCode("key-missing")
    /// The key file is open to others than its owner.
    package static let keyPermissions = DiagnosticCode("key-permissions")
    /// The data directory is open to others than its owner.
    package static let directoryPermissions = DiagnosticCode("directory-permissions")
    /// The key file cannot be read, or holds no key.
    package static let keyUnusable = DiagnosticCode("key-unusable")
    /// A catalog's credential cannot be opened with the key there is.
    package static let credentialLost = DiagnosticCode("credential-lost")
    /// There is no database although other files of a data directory are there.
    package static let databaseMissing = DiagnosticCode("database-missing")
    /// The database has no tables.
    package static let databaseEmpty = DiagnosticCode("database-empty")
    /// The database was made by a newer version of the program.
    package static let databaseTooNew = DiagnosticCode("database-too-new")
    /// The database cannot be opened or read, for a reason that is not in it.
    package static let databaseUnreadable = DiagnosticCode("database-unreadable")
    /// What is in the database's file is no whole database.
    package static let databaseDamaged = DiagnosticCode("database-damaged")
    /// A server met damage and left its mark.
    package static let databaseMarked = DiagnosticCode("database-marked")
    /// A database that was moved aside lies there.
    package static let databaseAside = DiagnosticCode("database-aside")
    /// A catalog is in a database moved aside, and not in the one that is served.
    package static let catalogAside = DiagnosticCode("catalog-aside")
    /// A catalog's row cannot be read.
    package static let catalogUnreadable = DiagnosticCode("catalog-unreadable")
    /// The row of a catalog's snapshot cannot be read.
    package static let snapshotUnreadable = DiagnosticCode("snapshot-unreadable")
    /// A snapshot waits to be read again.
    package static let snapshotIncomplete = DiagnosticCode("snapshot-incomplete")
    /// The row of a catalog's last refresh cannot be read.
    package static let refreshUnreadable = DiagnosticCode("refresh-unreadable")
    /// A stored template cannot be read.
    package static let templateUnreadable = DiagnosticCode("template-unreadable")
    /// A stored content has other bytes than its id says.
    package static let contentWrong = DiagnosticCode("content-wrong")
    /// A template needs contents that are not stored.
    package static let contentMissing = DiagnosticCode("content-missing")
    /// Contents are stored that no template needs.
    package static let contentUnneeded = DiagnosticCode("content-unneeded")
    /// Rows belong to rows that are not there.
    package static let strayRows = DiagnosticCode("stray-rows")
    /// Something was repaired.
    package static let repaired = DiagnosticCode("repaired")
}
