import Catalog
import Diagnostics
import Foundation
import Store
import Testing

@Suite("Examining a key")
struct KeyExaminationTests {
    private typealias Fixture = ExaminationFixture

    /// What can happen to a key.
    enum Fate: String, CaseIterable, CustomTestStringConvertible, Sendable {
        case none, lost, short, another, open, lostUnused
        var testDescription: String { rawValue }

        var finds: [String] {
            switch self {
            case .none, .lostUnused: []
            case .lost: ["key-missing", "credential-lost"]
            case .short: ["key-unusable", "credential-lost"]
            case .another: ["credential-lost"]
            case .open: ["key-permissions"]
            }
        }

        /// Only what is open can be closed again; nobody makes a key anew.
        var leaves: [String] { self == .open ? [] : finds }
    }

    @Test(
        "a key that is lost, useless or open to others is told with the catalogs it concerns", arguments: Fate.allCases)
    func fate(fate: Fate) throws {
        let fixture = try Fixture(catalogs: [])
        defer { fixture.store.remove() }
        let file = URL(filePath: fixture.directory + "/muster.key")
        let vault = try CredentialVault(directory: fixture.directory)
        if fate != .lostUnused {
            let store = try fixture.store.open()
            try store.save(Fixture.record(Fixture.key, sealed: try vault.seal("alice:secret", for: Fixture.key)))
            try store.close()
            try fixture.emptyLog()
        }
        switch fate {
        case .none: break
        case .lost, .lostUnused: try FileManager.default.removeItem(at: file)
        case .short: try Self.write(31, to: file, mode: 0o600)
        case .another: try Self.write(32, to: file, mode: 0o600)
        case .open: try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        }
        let before = try fixture.files()
        let findings = try fixture.findings().map(\.diagnostic)
        #expect(findings.map(\.code.rawValue) == fate.finds)
        #expect(!findings.contains { $0.message.contains("secret") })
        if fate.finds.contains("credential-lost") {
            #expect(
                findings.last?.message
                    == "the credential of catalog mine (1a5) cannot be opened with the key")
        }
        #expect(try fixture.files() == before)
        try fixture.repair()
        #expect(try fixture.codes() == fate.leaves)
        if fate == .open { _ = try CredentialVault(directory: fixture.directory) }
    }

    private static func write(_ count: Int, to file: URL, mode: Int) throws {
        try Data(repeating: 7, count: count).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
}
