import Catalog
import Diagnostics
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A catalog with the credential that is sealed for it.
struct SealedCredential: Sendable {
    let key: CatalogKey
    let bytes: [UInt8]
}

extension StoreExamination {
    /// Examines the key file, and tries it on every sealed credential.
    func examineKey(sealed: [SealedCredential], _ report: (StoreFinding) -> Void) {
        var status = stat()
        guard stat(keyFile, &status) == 0 else { return reportMissingKey(sealed, report) }
        guard status.st_mode & 0o077 == 0 else {
            return report(
                StoreFinding(
                    .keyPermissions, .error, "the key can be used by others than its owner, so no server starts",
                    at: keyFile,
                    help: "--repair takes it from them, as chmod 600 does; give new credentials if somebody was there",
                    repair: .restrictKey))
        }
        do {
            let vault = try CredentialVault(directory: directory)
            for credential in sealed where (try? vault.open(credential.bytes, for: credential.key)) == nil {
                reportLost(credential.key, report)
            }
        } catch {
            report(
                StoreFinding(
                    .keyUnusable, .error, "there is no key of 32 bytes in the file, so no server starts", at: keyFile,
                    help: "restore it; or remove it, and give the URLs with credentials again"))
            for credential in sealed { reportLost(credential.key, report) }
        }
    }

    private func reportMissingKey(_ sealed: [SealedCredential], _ report: (StoreFinding) -> Void) {
        if sealed.isEmpty { return }
        report(
            StoreFinding(
                .keyMissing, .error, "the key is gone, and \(sealed.count) catalogs have credentials sealed with it",
                at: keyFile,
                help: "restore it before the next start, which makes a new one; else give the URLs again"))
        for credential in sealed { reportLost(credential.key, report) }
    }

    private func reportLost(_ key: CatalogKey, _ report: (StoreFinding) -> Void) {
        report(
            StoreFinding(
                .credentialLost, .error, "the credential of \(key.sentence) cannot be opened with the key",
                at: database, help: "set the catalog's URL again, with its user and password"))
    }
}
