import Catalog
import Diagnostics
import Foundation
import GRDB
import Store

/// A closed store with one client's catalog of two templates, whose contents have the ids that git gives them.
struct ExaminationFixture {
    let store = StoreFixture()
    var directory: String { store.directory }

    static let key = StoreFixture.key
    static let texts = [
        ("templates/a", "one\n", "5626abf0f72e58d7a153368ba57db4c673c0e171"),
        ("templates/b", "two\n", "f719efd430d52bcfc8566a43b2eb655688d38871"),
    ]

    init(catalogs: [CatalogRecord] = [record(key)]) throws {
        let open = try store.open()
        for record in catalogs { try open.save(record) }
        if catalogs.contains(where: { $0.key == Self.key }) { try Self.publish(in: open) }
        try open.close()
        try emptyLog()
    }

    /// Moves what is in the log of the closed store into the database file.
    func emptyLog() throws { try execute([]) }

    static func record(_ key: CatalogKey, sealed: [UInt8]? = nil) -> CatalogRecord {
        CatalogRecord(
            key: key, url: "https://example.org/c.git", branch: "", kind: "", origin: .client, sealedCredential: sealed)
    }

    /// Publishes the snapshot of both templates, as a refresh does.
    static func publish(in store: CatalogStore) throws {
        let templates = texts.map { template($0.0, $0.2, size: $0.1.utf8.count) }
        try store.publish(
            CatalogSnapshot(commit: "c1", templates: templates), for: key, refresh: StoreFixture.refresh
        ) { id in Array((texts.first { $0.2 == id.hex }?.1 ?? "").utf8) }
    }

    private static func template(_ path: String, _ content: String, size: Int) -> Template {
        guard let id = ContentID(hex: content) else { preconditionFailure("40 digits") }
        var template = Template(folderPath: path, tree: id, base: "", folderName: path)
        var version = TemplateVersion(folderName: "0", revision: 0, version: "1.0.0")
        version.files = [TemplateFile(name: "x.yml", path: "\(path)/0/x.yml", content: id, size: size)]
        template.versions = [version]
        return template
    }

    func execute(_ statements: [String]) throws {
        try store.query { queue in
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
                for sql in statements { try database.execute(sql: sql) }
            }
        }
    }

    /// The codes of all findings, in order.
    func codes() throws -> [String] {
        try findings().map(\.diagnostic.code.rawValue)
    }

    func findings() throws -> [StoreFinding] {
        var findings: [StoreFinding] = []
        _ = try StoreExamination(directory: directory).examine { findings.append($0) }
        return findings
    }

    /// Repairs what is found; the sentences that say what was done.
    @discardableResult
    func repair(readingAgain: Bool = false) throws -> [String] {
        let examination = try StoreExamination(directory: directory)
        var repairs: [StoreRepair] = []
        _ = examination.examine { finding in if let repair = finding.repair { repairs.append(repair) } }
        return try examination.repair(repairs) { _ in readingAgain }.map(\.message)
    }

    /// Every file with its bytes, but the lock, which names its last holder.
    func files() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0 != "lock" }
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(filePath: "\(directory)/\($0)"))) })
    }
}
