package import Catalog
import Crypto
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Seals the credentials that came in URLs, with a key that lies beside the database.
///
/// ChaCha20-Poly1305; the catalog's key is authenticated with each secret, so that one catalog's sealed value is worthless
/// for another.
package struct CredentialVault: Sendable {
    private let key: SymmetricKey

    /// Opens the vault of a data directory; its key file `muster.key` is made on first use, with access for its owner alone.
    ///
    /// - Throws: ``StoreError`` when the key file is open to others, or cannot be read or made.
    package init(directory: String) throws {
        let path = directory + "/muster.key"
        if FileManager.default.fileExists(atPath: path) {
            key = try Self.read(path)
        } else {
            key = try Self.make(path)
        }
    }

    /// Seals a secret for one catalog.
    package func seal(_ secret: String, for catalog: CatalogKey) throws -> [UInt8] {
        let box = try ChaChaPoly.seal(Data(secret.utf8), using: key, authenticating: Self.context(catalog))
        return Array(box.combined)
    }

    /// Opens what was sealed for the same catalog.
    ///
    /// - Throws: ``StoreError`` when it was not sealed for it, with this key.
    package func open(_ sealed: [UInt8], for catalog: CatalogKey) throws -> String {
        do {
            let box = try ChaChaPoly.SealedBox(combined: sealed)
            return String(
                decoding: try ChaChaPoly.open(box, using: key, authenticating: Self.context(catalog)), as: UTF8.self)
        } catch {
            throw StoreError(
                .key,
                "the stored credential of catalog \(catalog.name) cannot be opened with muster.key; set its URL again")
        }
    }

    private static func context(_ catalog: CatalogKey) -> Data {
        Data("muster/credential/\(catalog.environment.utf8.count)/\(catalog.environment)/\(catalog.name)".utf8)
    }

    private static func read(_ path: String) throws(StoreError) -> SymmetricKey {
        var status = stat()
        guard stat(path, &status) == 0, let data = FileManager.default.contents(atPath: path), data.count == 32 else {
            throw StoreError(.key, "\(path) is not a key of 32 bytes; restore it, or remove it and set the URLs again")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw StoreError(.key, "\(path) can be read by others than its owner; run chmod 600 on it")
        }
        return SymmetricKey(data: data)
    }

    private static func make(_ path: String) throws(StoreError) -> SymmetricKey {
        let key = SymmetricKey(size: .bits256)
        let bytes = key.withUnsafeBytes { Array($0) }
        // Linked to its name when it is whole: a process that ends before leaves no short key that is refused for ever.
        let unfinished = path + ".new"
        unlink(unfinished)
        let descriptor = Glibc.open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.readOnly, "\(path) cannot be made; check the owner of the folder")
        }
        defer { close(descriptor) }
        defer { unlink(unfinished) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            link(unfinished, path) == 0
        else {
            throw StoreError(.diskFull, "\(path) cannot be written; make room on the disk")
        }
        return key
    }
}
