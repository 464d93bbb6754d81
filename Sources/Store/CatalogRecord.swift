package import Catalog

/// Where a catalog comes from.
package struct CatalogRecord: Sendable, Hashable {
    /// Who asked for the catalog.
    package enum Origin: String, Sendable, Hashable {
        /// The operator's configuration; gone when the configuration no longer lists it.
        case configuration
        /// A client; kept until a client removes it.
        case client
    }

    /// Name and environment.
    package let key: CatalogKey
    /// The URL without credentials.
    package let url: String
    /// The branch; empty for the remote's own default.
    package let branch: String
    /// The kind a client named; empty for `native`.
    package let kind: String
    /// Who asked for it.
    package let origin: Origin
    /// The credential that came in the URL, sealed by ``CredentialVault``.
    package let sealedCredential: [UInt8]?

    /// A record.
    package init(
        key: CatalogKey, url: String, branch: String, kind: String, origin: Origin, sealedCredential: [UInt8]?
    ) {
        self.key = key
        self.url = url
        self.branch = branch
        self.kind = kind
        self.origin = origin
        self.sealedCredential = sealedCredential
    }
}

/// What is stored of a catalog beside its record.
package struct StoredSnapshot: Sendable {
    /// The last good snapshot; nil when there never was one.
    package let snapshot: CatalogSnapshot?
    /// How the last refresh went; nil before the first.
    package let refresh: RefreshRecord?
}
