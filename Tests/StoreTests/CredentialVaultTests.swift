import Catalog
import Foundation
import Store
import Testing

@Suite("Credential vault")
struct CredentialVaultTests {
    private func directory() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "muster-vault-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("a secret opens for its own catalog alone, also after a restart")
    func seal() throws {
        let path = try directory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sealed = try CredentialVault(directory: path).seal("alice\u{0}s3cret", for: StoreFixture.key)
        #expect(!sealed.starts(with: "alice".utf8))
        let vault = try CredentialVault(directory: path)
        #expect(try vault.open(sealed, for: StoreFixture.key) == "alice\u{0}s3cret")
        let error = #expect(throws: StoreError.self) {
            try vault.open(sealed, for: CatalogKey(environment: "1a5", name: "other"))
        }
        #expect(error?.code == .key)
        #expect(throws: StoreError.self) { try vault.open([1, 2, 3], for: StoreFixture.key) }
    }

    @Test("another key does not open it")
    func otherKey() throws {
        let paths = [try directory(), try directory()]
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let sealed = try CredentialVault(directory: paths[0]).seal("s3cret", for: StoreFixture.key)
        #expect(throws: StoreError.self) {
            try CredentialVault(directory: paths[1]).open(sealed, for: StoreFixture.key)
        }
    }

    @Test("the key file is for its owner alone, and refused when it is not")
    func mode() throws {
        let path = try directory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try CredentialVault(directory: path)
        let file = path + "/muster.key"
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let error = #expect(throws: StoreError.self) { try CredentialVault(directory: path) }
        #expect(error?.description.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        try Data([1, 2, 3]).write(to: URL(filePath: file))
        #expect(throws: StoreError.self) { try CredentialVault(directory: path) }
    }
}
