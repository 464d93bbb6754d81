import Catalog
import Diagnostics
import Foundation
import GRDB
import MusterTesting
import Store
import Testing

@Suite("Examining a store")
struct ExaminationTests {
    private typealias Fixture = ExaminationFixture

    /// Damage made with SQL, what is found of it, and what is found after the repair.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: [String]
        let finds: [String]
        let leaves: [String]

        init(_ name: String, _ sql: String..., finds: [String], leaves: [String] = []) {
            testDescription = name
            self.sql = sql
            self.finds = finds
            self.leaves = leaves
        }
    }

    private static let one = "x'5626abf0f72e58d7a153368ba57db4c673c0e171'"

    static let rows = [
        Row("nothing", finds: []),
        Row(
            "bytes that are no template", "UPDATE template SET body = x'01ff' WHERE folder_path = 'templates/a'",
            finds: ["template-unreadable"], leaves: ["snapshot-incomplete", "content-unneeded"]),
        Row(
            "a template of another format", "UPDATE template SET body = x'00' WHERE folder_path = 'templates/a'",
            finds: ["template-unreadable"], leaves: ["snapshot-incomplete", "content-unneeded"]),
        Row(
            "a number for a template", "UPDATE template SET body = 5 WHERE folder_path = 'templates/a'",
            finds: ["template-unreadable"], leaves: ["snapshot-incomplete", "content-unneeded"]),
        Row(
            "a path that is no text", "UPDATE template SET folder_path = x'ff' WHERE folder_path = 'templates/a'",
            finds: ["template-unreadable"], leaves: ["snapshot-incomplete", "content-unneeded"]),
        Row(
            "a content with other bytes", "UPDATE content SET bytes = x'6f6e65' WHERE id = \(one)",
            finds: ["content-wrong"], leaves: ["snapshot-incomplete"]),
        Row(
            "a content with another id", "UPDATE content SET id = x'00' WHERE id = \(one)",
            finds: ["content-missing", "content-wrong", "content-unneeded"], leaves: ["snapshot-incomplete"]),
        Row(
            "a content that is gone", "DELETE FROM content WHERE id = \(one)",
            finds: ["content-missing"], leaves: ["snapshot-incomplete"]),
        Row(
            "a content that nobody says to need", "DELETE FROM template_content WHERE content_id = \(one)",
            finds: ["content-missing", "content-unneeded"], leaves: ["snapshot-incomplete", "content-unneeded"]),
        Row(
            "a content too many",
            "INSERT INTO content VALUES (x'2bdf67abb163a4ffb2d7f3f0880c9fe5068ce782', x'74687265650a')",
            finds: ["content-unneeded"], leaves: ["content-unneeded"]),
        Row(
            "findings that are none", "UPDATE snapshot SET diagnostics = x'ff'",
            finds: ["snapshot-unreadable"], leaves: ["snapshot-incomplete"]),
        Row(
            "a commit that is no text", "UPDATE snapshot SET commit_id = x'ff'",
            finds: ["snapshot-unreadable"], leaves: ["snapshot-incomplete"]),
        Row(
            "a snapshot that waits", "UPDATE snapshot SET commit_id = ''", "DELETE FROM content WHERE id = \(one)",
            finds: ["snapshot-incomplete"], leaves: ["snapshot-incomplete"]),
        Row("a time that is none", "UPDATE refresh SET started = 'soon'", finds: ["refresh-unreadable"]),
        Row(
            "rows of a catalog that is not there",
            "INSERT INTO template (id, catalog_id, folder_path, tree, body) VALUES (77, 99, 'x', x'00', x'00')",
            "INSERT INTO template_content VALUES (78, \(one)), (77, \(one))",
            "INSERT INTO snapshot VALUES (99, 'c', x'00')",
            "INSERT INTO refresh VALUES (99, 1, 1, NULL, NULL)",
            finds: ["stray-rows", "stray-rows", "stray-rows", "stray-rows", "template-unreadable"]),
        Row(
            "a catalog's URL that is no text", "UPDATE catalog SET url = x'ff'",
            finds: ["catalog-unreadable"], leaves: ["database-aside"]),
        Row(
            "a table that is gone", "DROP TABLE template_content",
            finds: ["database-damaged"], leaves: ["database-aside"]),
        Row(
            "tables that nobody made", "DELETE FROM grdb_migrations",
            finds: ["database-damaged"], leaves: ["database-aside"]),
        Row(
            "a migration's name that is none",
            "UPDATE grdb_migrations SET identifier = x'2a2a' WHERE identifier LIKE '1:%'",
            finds: ["database-damaged"], leaves: ["database-aside"]),
        Row(
            "a newer version's database", "INSERT INTO grdb_migrations VALUES ('99: from the future')",
            finds: ["database-too-new"], leaves: ["database-too-new"]),
    ]

    @Test("each kind of damage is found without a change, repaired, and then no error any more", arguments: rows)
    func damage(row: Row) throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        try fixture.execute(row.sql)
        let before = try fixture.files()
        #expect(try fixture.codes() == row.finds)
        #expect(try fixture.files() == before)
        try fixture.repair()
        #expect(try fixture.codes() == row.leaves)
    }

    @Test("what was repaired is stored again by the next publication, whole", arguments: [1, 5, 6, 7, 8, 10])
    func publication(index: Int) throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        try fixture.execute(Self.rows[index].sql)
        try fixture.repair()
        let store = try fixture.store.open()
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot?.commit == "")
        try Fixture.publish(in: store)
        try store.collectGarbage(limit: 100)
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot?.templates.count == 2)
        for (_, text, id) in Fixture.texts {
            #expect(try store.content(try #require(ContentID(hex: id))) == Array(text.utf8))
        }
        try store.close()
        #expect(try fixture.codes() == [])
    }

    @Test("a catalog that can be read from the disk loses its snapshot, so that a start reads it")
    func readingAgain() throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        try fixture.execute(["DELETE FROM content"])
        let done = try fixture.repair(readingAgain: true)
        #expect(done == ["catalog mine (1a5) is read again from its mirror by the next start"])
        #expect(try fixture.codes() == [])
        let store = try fixture.store.open()
        #expect(try store.catalogs() == [Fixture.record(Fixture.key)])
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == nil)
    }

    @Test("a finding says what, where, and what mends it")
    func wording() throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        try fixture.execute(Self.rows[5].sql)
        let finding = try #require(try fixture.findings().first?.diagnostic)
        #expect(
            finding.message == "the content 5626abf0f72e58d7a153368ba57db4c673c0e171 has other bytes than its id says; "
                + "the template templates/a of catalog mine (1a5) needs it")
        #expect(finding.location.path == fixture.store.database)
        #expect(finding.help == "--repair removes it; the next start or refresh reads the catalog again")
    }

    @Test("a directory that is none, or in use, is refused")
    func refused() throws {
        let missing = #expect(throws: StoreError.self) { try StoreExamination(directory: "/no/such") }
        #expect(missing?.code == .notFound)
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        let store = try fixture.store.open()
        let error = #expect(throws: StoreError.self) { try StoreExamination(directory: fixture.directory) }
        #expect(error?.code == .inUse)
        #expect(error?.description.contains("\(ProcessInfo.processInfo.processIdentifier)") == true)
        try store.close()
    }

    // MARK: Files

    @Test("a database that is none, that lost its end, or that bears the mark is moved aside with its catalogs kept")
    func files() throws {
        let damage: [(name: String, code: String, keeps: Bool, make: (String) throws -> Void)] = [
            (
                "none", "database-damaged", false,
                { try Data(repeating: 0x55, count: 8192).write(to: URL(filePath: $0)) }
            ),
            ("cut", "database-damaged", true, Self.cutOffEnd),
            ("marked", "database-marked", true, { try Data().write(to: URL(filePath: $0 + ".is-damaged")) }),
        ]
        for (name, code, keeps, make) in damage {
            let fixture = try Fixture()
            defer { fixture.store.remove() }
            try make(fixture.store.database)
            let before = try fixture.files()
            #expect(Set(try fixture.codes()) == [code], "\(name)")
            #expect(try fixture.files() == before, "\(name)")
            #expect(try fixture.repair().count == 1, "\(name)")
            #expect(try fixture.codes() == ["database-aside"], "\(name)")
            #expect(try fixture.store.open().catalogs() == (keeps ? [Fixture.record(Fixture.key)] : []), "\(name)")
        }
    }

    private static func cutOffEnd(_ database: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: database))
        try file.truncate(atOffset: try file.seekToEnd() - 4096)
        try file.close()
    }

    @Test("a log that a killed server left is read, and stays")
    func log() throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        let copy = FileManager.default.temporaryDirectory.appending(path: "muster-copy-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: copy) }
        do {
            let store = try fixture.store.open()
            try store.save(Fixture.record(CatalogKey(environment: "global", name: "late")))
            try FileManager.default.copyItem(atPath: fixture.directory, toPath: copy)
        }
        let log = try Data(contentsOf: URL(filePath: copy + "/muster.sqlite-wal"))
        #expect(!log.isEmpty)
        let overview = try StoreExamination(directory: copy).examine { #expect(Bool(false), "\($0)") }
        #expect(overview.catalogs.map(\.name).sorted() == ["late", "mine"])
        #expect(overview.isComplete)
        #expect(try Data(contentsOf: URL(filePath: copy + "/muster.sqlite-wal")) == log)
    }

    @Test("a database that is missing beside a key, or empty, is told; a start makes a new one")
    func missing() throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        _ = try CredentialVault(directory: fixture.directory)
        try FileManager.default.removeItem(atPath: fixture.store.database)
        #expect(try fixture.codes() == ["database-missing"])
        try Data().write(to: URL(filePath: fixture.store.database))
        #expect(try fixture.codes() == ["database-empty"])
    }

    @Test("a catalog that is only in a database moved aside is named with its URL")
    func aside() throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        try FileManager.default.moveItem(atPath: fixture.store.database, toPath: fixture.store.database + ".damaged-1")
        do { try fixture.store.open().close() }
        let findings = try fixture.findings().map(\.diagnostic)
        #expect(findings.map(\.code.rawValue) == ["database-aside", "catalog-aside"])
        #expect(
            findings.last?.message
                == "catalog mine (1a5) of https://example.org/c.git is in here and not in muster.sqlite")
        let overview = try StoreExamination(directory: fixture.directory).examine { _ in }
        #expect(!overview.isComplete)
    }

    @Test("random bytes anywhere never end the process, and are repaired", arguments: 1...16)
    func randomDamage(seed: UInt64) throws {
        let fixture = try Fixture()
        defer { fixture.store.remove() }
        var random = SeededGenerator(seed: seed)
        let size = try Int(FileHandle(forReadingFrom: URL(filePath: fixture.store.database)).seekToEnd())
        for _ in 0..<(1 + Int(seed % 4)) {
            let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            try fixture.store.overwrite(at: Int.random(in: 0..<(size - noise.count), using: &random), with: noise)
        }
        try fixture.repair()
        let errors = try fixture.findings().filter { $0.diagnostic.severity == .error }
        #expect(errors.isEmpty, "seed \(seed): \(errors.map(\.diagnostic.message))")
        let store = try fixture.store.open()
        #expect(throws: Never.self, "seed \(seed)") { try store.loadSnapshots() }
    }
}
