public import Catalog

/// Where a catalog comes from.
public struct CatalogRecord: Sendable, Hashable {
    /// Who asked for the catalog.
    public enum Origin: String, Sendable, Hashable {
        /// The operator's configuration; gone when the configuration no longer lists it.
        case configuration
        /// A client; kept until a client removes it.
        case client
    }

    /// Name and environment.
    public let key: CatalogKey
    /// The URL without credentials.
    public let url: String
    /// The branch; empty for the remote's own default.
    public let branch: String
    /// The kind a client named; empty for `native`.
    public let kind: String
    /// Who asked for it.
    public let origin: Origin
    /// The credential that came in the URL, sealed by ``CredentialVault``.
    public let sealedCredential: [UInt8]?

    /// A record.
    public init(
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
public struct StoredSnapshot: Sendable {
    /// The last good snapshot; nil when there never was one.
    public let snapshot: CatalogSnapshot?
    /// How the last refresh went; nil before the first.
    public let refresh: RefreshRecord?
}
