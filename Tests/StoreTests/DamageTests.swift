import Catalog
import Foundation
import GRDB
import Store
import MusterTesting
import Testing

@Suite("Damaged database")
struct DamageTests {
    private typealias Fixture = StoreFixture

    private static let pageSize = 4096

    /// A closed store with one client's catalog of 40 templates, all of it in the database file.
    private static func filled() throws -> StoreFixture {
        let fixture = StoreFixture()
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            let templates = (1...40).map { Fixture.template("a\($0)", tree: $0, content: $0) }
            try store.publish(
                CatalogSnapshot(commit: "c1", templates: templates), for: Fixture.key, refresh: Fixture.refresh
            ) { [UInt8](repeating: $0.bytes[0], count: 20_000) }
        }
        try fixture.query { queue in _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
        return fixture
    }

    @Test("damage beyond the catalogs is refused once, then moved aside with every catalog kept")
    func damagedTemplates() throws {
        let fixture = try Self.filled()
        defer { fixture.remove() }
        let root = try fixture.query {
            try $0.read { try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'template'") }
        }
        try fixture.overwrite(at: (try #require(root) - 1) * Self.pageSize, with: [UInt8](repeating: 0xA5, count: 64))
        do {
            let store = try fixture.open()
            #expect(store.notices == [])
            let error = #expect(throws: StoreError.self) { try store.loadSnapshots() }
            #expect(error?.code == .damaged)
        }
        do {
            let store = try fixture.open()
            #expect(store.notices.count == 1)
            #expect(store.notices.first?.contains("1 catalogs") == true, "\(store.notices)")
            #expect(try store.catalogs() == [Fixture.record()])
            #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == nil)
            #expect(FileManager.default.fileExists(atPath: fixture.database + ".damaged-1"))
        }
        let store = try fixture.open()
        #expect(store.notices == [], "the damage is told once")
        #expect(try store.catalogs() == [Fixture.record()])
    }

    @Test("a file that lost its second half is refused once, then its catalogs are kept")
    func truncated() throws {
        let fixture = try Self.filled()
        defer { fixture.remove() }
        let file = try FileHandle(forWritingTo: URL(filePath: fixture.database))
        try file.truncate(atOffset: try file.seekToEnd() / 2 / UInt64(Self.pageSize) * UInt64(Self.pageSize))
        try file.close()
        var notices: [String] = []
        for _ in 0..<2 {
            guard let store = try? fixture.open() else { continue }
            notices += store.notices
            for byte in 1...40 as ClosedRange<UInt8> { _ = try? store.content(Fixture.id(byte)) }
            _ = try? store.loadSnapshots()
        }
        let store = try fixture.open()
        let kept = try store.catalogs()
        #expect((notices + store.notices).count == 1, "\(notices + store.notices) \(kept)")
        #expect(kept == [Fixture.record()], "\(notices + store.notices) \(kept)")
    }

    @Test(
        "a row with a value of another type costs that row alone, and its secret is not shown",
        arguments: ["name = x'ff00'", "url = x'ff'", "origin = x'ff'", "environment = x'c3'"])
    func foreignType(assignment: String) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let other = CatalogKey(environment: "global", name: "other")
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            try store.save(Fixture.record(other))
        }
        try fixture.query { queue in
            try queue.write { try $0.execute(sql: "UPDATE catalog SET \(assignment) WHERE name = 'mine'") }
        }
        let store = try fixture.open()
        #expect(try store.catalogs() == [Fixture.record(other)])
        #expect(store.notices.count == 1)
    }

    @Test("a snapshot with a value of another type is damage, not a crash")
    func foreignSnapshot() throws {
        let fixture = try Self.filled()
        defer { fixture.remove() }
        try fixture.query { queue in
            try queue.write { try $0.execute(sql: "UPDATE refresh SET started = 'soon', error = x'ff'") }
        }
        do {
            let store = try fixture.open()
            let error = #expect(throws: StoreError.self) { try store.loadSnapshots() }
            #expect(error?.code == .damaged)
            #expect(error?.description.contains("soon") == false)
        }
        #expect(try fixture.open().catalogs() == [Fixture.record()])
    }

    @Test("random bytes anywhere never end the process, and the second start works", arguments: 1...24)
    func randomDamage(seed: UInt64) throws {
        let fixture = try Self.filled()
        defer { fixture.remove() }
        var random = SeededGenerator(seed: seed)
        let size = try Int(FileHandle(forReadingFrom: URL(filePath: fixture.database)).seekToEnd())
        for _ in 0..<(1 + Int(seed % 8)) {
            let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            try fixture.overwrite(at: Int.random(in: 0..<(size - noise.count), using: &random), with: noise)
        }
        for _ in 0..<2 {
            guard let store = try? fixture.open() else { continue }
            _ = try? store.loadSnapshots()
            for byte in 1...40 as ClosedRange<UInt8> { _ = try? store.content(Fixture.id(byte)) }
        }
        // Whatever was hit, a store that opens takes a catalog.
        let store = try fixture.open()
        #expect(throws: Never.self, "seed \(seed)") { try store.save(Fixture.record()) }
        #expect(try store.catalogs().contains(Fixture.record()), "seed \(seed)")
    }
}

extension StoreFixture {
    /// Runs `body` on the closed store's database, and closes it.
    func query<Value>(_ body: (DatabaseQueue) throws -> Value) throws -> Value {
        let queue = try DatabaseQueue(path: database)
        let value = try body(queue)
        try queue.close()
        return value
    }

    /// Replaces bytes of the closed store's database file.
    func overwrite(at offset: Int, with bytes: [UInt8]) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: database))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
