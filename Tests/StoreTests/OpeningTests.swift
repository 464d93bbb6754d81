import Foundation
import GRDB
import Store
import Testing

@Suite("Opening a store")
struct OpeningTests {
    @Test("a second start on the same directory is refused with who holds it")
    func inUse() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        do {
            let first = try fixture.open()
            let error = #expect(throws: StoreError.self) { try fixture.open() }
            #expect(error?.code == .inUse)
            #expect(error?.description.contains("\(ProcessInfo.processInfo.processIdentifier)") == true)
            _ = try first.catalogs()
        }
        _ = try fixture.open()
    }

    @Test("a file that is no database is moved aside, and said")
    func damaged() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        try FileManager.default.createDirectory(atPath: fixture.directory, withIntermediateDirectories: true)
        try Data(repeating: 0x55, count: 8192).write(to: URL(filePath: fixture.database))
        let store = try fixture.open()
        #expect(store.notices.count == 1)
        #expect(try store.catalogs().isEmpty)
        #expect(FileManager.default.fileExists(atPath: fixture.database + ".damaged-1"))
    }

    @Test("a database of a newer version is refused, not touched")
    func tooNew() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        do { _ = try fixture.open() }
        try DatabaseQueue(path: fixture.database).write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99: from the future')")
        }
        let error = #expect(throws: StoreError.self) { try fixture.open() }
        #expect(error?.code == .tooNew)
    }

    @Test("a directory that cannot be made is said with its path")
    func unwritable() throws {
        let error = #expect(throws: StoreError.self) { try CatalogStore(directory: "/dev/null/data") }
        #expect(error?.code == .readOnly)
        #expect(error?.description.contains("/dev/null/data") == true)
    }

    @Test(
        "hot statements use an index",
        arguments: [
            "SELECT bytes FROM content WHERE id = x'00'", "SELECT body FROM template WHERE catalog_id = 1",
            "SELECT 1 FROM content WHERE id = x'00'",
            "SELECT c.rowid FROM content c WHERE NOT EXISTS (SELECT 1 FROM template_content t WHERE t.content_id = c.id) LIMIT 5",
        ])
    func plans(sql: String) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        do { _ = try fixture.open() }
        let plan = try DatabaseQueue(path: fixture.database).read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
        }
        // The collector walks the contents by design; nothing else may.
        let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN c") }
        #expect(scans == [], "\(plan)")
    }
}
