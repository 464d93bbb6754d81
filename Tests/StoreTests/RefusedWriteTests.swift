import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Writes that are refused")
struct RefusedWriteTests {
    private typealias Fixture = StoreFixture

    private static let before = CatalogSnapshot(
        commit: "c1", templates: [Fixture.template("a", tree: 1, content: 11)])
    private static let after = CatalogSnapshot(
        commit: "c2", templates: (2...9).map { Fixture.template("b\($0)", tree: $0, content: $0) })

    private static func publish(_ snapshot: CatalogSnapshot, in store: CatalogStore) throws {
        try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh) {
            [UInt8](repeating: $0.bytes[0], count: 20_000)
        }
    }

    @Test(
        "a full or read-only disk refuses a snapshot as a whole; what was stored stays, and once there is room all is well",
        arguments: [
            ("PRAGMA max_page_count = 30", "PRAGMA max_page_count = 1000000", StoreError.Code.diskFull),
            ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", .readOnly),
        ])
    func refused(trouble: String, relief: String, code: StoreError.Code) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        try Self.publish(Self.before, in: store)
        try store.pool.writeWithoutTransaction { try $0.execute(sql: trouble) }
        let error = #expect(throws: StoreError.self) { try Self.publish(Self.after, in: store) }
        #expect(error?.code == code)
        #expect(error?.description.contains(fixture.database) == true)
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == Self.before)
        #expect(try store.content(Fixture.id(11))?.count == 20_000)
        #expect(try store.search(SearchQuery("näme"), in: [Fixture.key]).count == 1)
        try store.pool.writeWithoutTransaction { try $0.execute(sql: relief) }
        try Self.publish(Self.after, in: store)
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == Self.after)
    }

    @Test("a database that another process has locked is an error that says so, and nothing is lost")
    func locked() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try CatalogStore(
            directory: fixture.directory, lock: DirectoryLock(directory: fixture.directory), busySeconds: 0.01)
        try store.save(Fixture.record())
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: fixture.database, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = #expect(throws: StoreError.self) { try Self.publish(Self.before, in: store) }
        #expect(error?.code == .locked)
        #expect(try store.catalogs() == [Fixture.record()], "readers do not wait")
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try Self.publish(Self.before, in: store)
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == Self.before)
    }

    @Test("a recovery that was interrupted is finished by the next start", arguments: [true, false])
    func interruptedRecovery(isMoved: Bool) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
        }
        let files = FileManager.default
        _ = files.createFile(atPath: fixture.database + ".is-damaged", contents: nil)
        if isMoved {
            try files.moveItem(atPath: fixture.database, toPath: fixture.database + ".new")
        } else {
            _ = files.createFile(atPath: fixture.database + ".new", contents: Data("half made".utf8))
        }
        let store = try fixture.open()
        #expect(try store.catalogs() == [Fixture.record()])
        #expect(store.notices.count == (isMoved ? 0 : 1))
        #expect(!files.fileExists(atPath: fixture.database + ".new"))
        #expect(!files.fileExists(atPath: fixture.database + ".is-damaged"))
    }
}
