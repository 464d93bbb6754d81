import Catalog
import Git
import Logging
import Store

/// Where catalogs come from: records made from what people write, with credentials split off and sealed.
extension CatalogService {
    /// Limits on what a client may name.
    enum Limits {
        /// The longest catalog name in UTF-8 bytes; a mirror's folder is named after it, percent-encoded.
        static let nameBytes = 80
        /// The longest environment id in UTF-8 bytes.
        static let environmentBytes = 64
        /// The longest URL in UTF-8 bytes.
        static let urlBytes = 2048
        /// The longest branch name in UTF-8 bytes.
        static let branchBytes = 255
        /// The longest kind in UTF-8 bytes. Any other is taken, as in the reference, and fails at its refresh.
        static let kindBytes = 63
    }

    /// A record for a catalog: its URL is checked, and what `user:password@` it carries is sealed at once.
    func makeRecord(
        key: CatalogKey, url: String, branch: String, kind: String, origin: CatalogRecord.Origin
    ) throws -> CatalogRecord {
        guard key.name.utf8.count <= Limits.nameBytes else {
            throw ServiceError(.invalidField, "Field 'name' has more than \(Limits.nameBytes) bytes")
        }
        guard key.environment.utf8.count <= Limits.environmentBytes else {
            throw ServiceError(.invalidField, "The environment id has more than \(Limits.environmentBytes) bytes")
        }
        guard url.utf8.count <= Limits.urlBytes, branch.utf8.count <= Limits.branchBytes else {
            throw ServiceError(.invalidField, "Field 'url' or 'branch' is too long")
        }
        guard branch.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw ServiceError(.invalidField, "Field 'branch' has spaces or control characters, which no branch has")
        }
        guard kind.utf8.count <= Limits.kindBytes, kind.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw ServiceError(.invalidField, "Field 'kind' is too long, or has spaces or control characters")
        }
        let remote: RemoteURL
        do {
            remote = try RemoteURL(parsing: url)
        } catch {
            throw ServiceError(.invalidField, "Field 'url': \(error)")
        }
        return CatalogRecord(
            key: key, url: remote.display, branch: branch, kind: kind, origin: origin,
            sealedCredential: try remote.credential.map { try vault.seal($0.sealable, for: key) })
    }

    /// The record as it may be shown: an earlier version took URLs with a login in a wrong place.
    static func withholdingLogin(_ record: CatalogRecord, _ logger: Logger) -> CatalogRecord {
        if (try? RemoteURL(parsing: record.url)) != nil { return record }
        logger.warning(
            "a stored URL is not shown, because it may hold a password; set it again",
            metadata: ["catalog": "\(record.key.name)", "environment": "\(record.key.environment)"])
        return CatalogRecord(
            key: record.key, url: "", branch: record.branch, kind: record.kind, origin: record.origin,
            sealedCredential: record.sealedCredential)
    }

    /// The credential that came in the record's own URL.
    func embeddedCredential(of record: CatalogRecord) throws -> EmbeddedCredential? {
        try record.sealedCredential.map { EmbeddedCredential(sealable: try vault.open($0, for: record.key)) }
    }

    /// Whether the record names a path of the server's own disk.
    func isLocal(_ record: CatalogRecord) -> Bool {
        (try? RemoteURL(parsing: record.url))?.transport == .local
    }
}

extension EmbeddedCredential {
    /// User and secret as one text, to be sealed; neither can hold the byte between them.
    var sealable: String { user.reveal() + "\u{0}" + secret.reveal() }

    /// The credential whose ``sealable`` text this is.
    init(sealable text: String) {
        let parts = text.split(separator: "\u{0}", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(user: String(parts[0]), secret: parts.count > 1 ? String(parts[1]) : "")
    }
}
