import Catalog
import Foundation
import Store
import Testing

@Suite("Key file and directory")
struct KeyFileTests {
    private static func withDirectory(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "muster-key-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private static func writeKey(_ bytes: [UInt8], mode: Int, in directory: String) {
        _ = FileManager.default.createFile(
            atPath: directory + "/muster.key", contents: Data(bytes), attributes: [.posixPermissions: mode])
    }

    @Test("a key that anybody but its owner may use is refused", arguments: [0o640, 0o604, 0o620, 0o601, 0o666])
    func mode(mode: Int) throws {
        try Self.withDirectory { directory in
            Self.writeKey([UInt8](repeating: 7, count: 32), mode: mode, in: directory)
            let error = #expect(throws: StoreError.self) { try CredentialVault(directory: directory) }
            #expect(error?.code == .key)
            #expect(error?.description.contains(directory + "/muster.key") == true)
        }
    }

    @Test("a key of another size is refused", arguments: [0, 31, 33, 4096])
    func size(count: Int) throws {
        try Self.withDirectory { directory in
            Self.writeKey([UInt8](repeating: 7, count: count), mode: 0o600, in: directory)
            let error = #expect(throws: StoreError.self) { try CredentialVault(directory: directory) }
            #expect(error?.code == .key)
        }
    }

    @Test("a start that ended while it made the key does not stop the next one")
    func unfinished() throws {
        try Self.withDirectory { directory in
            _ = FileManager.default.createFile(atPath: directory + "/muster.key.new", contents: Data([1, 2]))
            let sealed = try CredentialVault(directory: directory).seal("s", for: StoreFixture.key)
            #expect(try CredentialVault(directory: directory).open(sealed, for: StoreFixture.key) == "s")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["muster.key"])
        }
    }

    @Test("what is sealed shows nothing of the secret, differs each time, and no byte of it can be changed")
    func sealed() throws {
        try Self.withDirectory { directory in
            let vault = try CredentialVault(directory: directory)
            let secret = "alice:correct horse"
            let sealed = try vault.seal(secret, for: StoreFixture.key)
            let text = String(decoding: sealed, as: Unicode.ASCII.self)
            for part in ["alice", "correct", "horse"] { #expect(!text.contains(part)) }
            #expect(try vault.seal(secret, for: StoreFixture.key) != sealed)
            for index in sealed.indices {
                var changed = sealed
                changed[index] ^= 1
                let error = #expect(throws: StoreError.self) { try vault.open(changed, for: StoreFixture.key) }
                #expect(error?.description.contains("alice") == false)
            }
        }
    }

    @Test("environment and name cannot be shifted into each other")
    func boundary() throws {
        try Self.withDirectory { directory in
            let vault = try CredentialVault(directory: directory)
            let sealed = try vault.seal("s", for: CatalogKey(environment: "a/b", name: "c"))
            #expect(throws: StoreError.self) { try vault.open(sealed, for: CatalogKey(environment: "a", name: "b/c")) }
        }
    }

    @Test("below a regular file neither a store nor a key can be made")
    func belowFile() throws {
        try Self.withDirectory { directory in
            let file = directory + "/file"
            _ = FileManager.default.createFile(atPath: file, contents: Data())
            let store = #expect(throws: StoreError.self) { try CatalogStore(directory: file + "/data") }
            #expect(store?.code == .readOnly)
            let vault = #expect(throws: StoreError.self) { try CredentialVault(directory: file) }
            #expect(vault?.code == .readOnly)
        }
    }

    @Test("a lock file that holds no number is not repeated in the message", arguments: ["", "sécret\n", "12 34"])
    func lockText(text: String) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try Data(text.utf8).write(to: URL(filePath: fixture.directory + "/lock"), options: [])
        let error = #expect(throws: StoreError.self) { try fixture.open() }
        #expect(error?.code == .inUse)
        #expect(error?.description.contains("by process ?;") == true)
        _ = try store.catalogs()
    }
}
