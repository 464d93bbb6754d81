import Catalog
import Foundation
import GRDB
import Store
import Testing

@Suite("Catalog store")
struct CatalogStoreTests {
    private typealias Fixture = StoreFixture

    @Test("records survive, are changed in place, renamed and removed")
    func records() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let other = CatalogKey(environment: "global", name: "b")
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            try store.save(Fixture.record(other))
            try store.save(Fixture.record(other, url: "https://example.org/changed.git"))
        }
        let store = try fixture.open()
        #expect(
            try store.catalogs() == [Fixture.record(other, url: "https://example.org/changed.git"), Fixture.record()])
        let renamed = CatalogKey(environment: "1a5", name: "renamed")
        try store.save(Fixture.record(renamed), replacing: Fixture.key)
        try store.remove(other)
        #expect(try store.catalogs().map(\.key) == [renamed])
    }

    @Test("a snapshot comes back as it was, with its refresh and contents")
    func roundTrip() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let snapshot = CatalogSnapshot(
            commit: "c1",
            templates: [Fixture.template("a", tree: 1, content: 11), Fixture.template("b", tree: 2, content: 12)])
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        }
        let store = try fixture.open()
        let stored = try #require(try store.loadSnapshots()[Fixture.key])
        #expect(stored.snapshot == snapshot)
        #expect(stored.refresh == Fixture.refresh)
        #expect(try store.content(Fixture.id(11)) == [11])
        #expect(try store.content(Fixture.id(99)) == nil)
    }

    @Test("publishing asks only for what is new, drops what is gone, and its contents are collected")
    func incremental() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let first = [Fixture.template("a", tree: 1, content: 11), Fixture.template("b", tree: 2, content: 12)]
        try store.publish(
            CatalogSnapshot(commit: "c1", templates: first), for: Fixture.key, refresh: Fixture.refresh,
            contents: Fixture.bytes)
        var asked: [ContentID] = []
        let second = CatalogSnapshot(commit: "c2", templates: [first[0], Fixture.template("c", tree: 3, content: 13)])
        try store.publish(second, for: Fixture.key, refresh: Fixture.refresh) { id in
            asked.append(id)
            return Fixture.bytes(id)
        }
        #expect(asked == [Fixture.id(13)])
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == second)
        #expect(try store.collectGarbage(limit: 100) == 1)
        #expect(try store.content(Fixture.id(12)) == nil)
        #expect(try store.content(Fixture.id(11)) == [11])
        try store.remove(Fixture.key)
        #expect(try store.collectGarbage(limit: 1) == 1)
        #expect(try store.collectGarbage(limit: 100) == 1)
    }

    @Test("a failure in the middle of publishing leaves the snapshot before")
    func failedPublication() throws {
        struct Unreadable: Error {}
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let snapshot = CatalogSnapshot(commit: "c1", templates: [Fixture.template("a", tree: 1, content: 11)])
        try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        let next = CatalogSnapshot(commit: "c2", templates: [Fixture.template("a", tree: 2, content: 12)])
        #expect(throws: Unreadable.self) {
            try store.publish(next, for: Fixture.key, refresh: Fixture.refresh) { _ in throw Unreadable() }
        }
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == snapshot)
    }

    @Test("a process that ends in the middle of publishing leaves the snapshot before, whole")
    func killedWhilePublishing() throws {
        let fixture = StoreFixture()
        let copy = StoreFixture()
        defer {
            fixture.remove()
            copy.remove()
        }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let snapshot = CatalogSnapshot(commit: "c1", templates: [Fixture.template("a", tree: 1, content: 11)])
        try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        let next = CatalogSnapshot(
            commit: "c2", templates: (2...40).map { Fixture.template("a\($0)", tree: $0, content: $0 + 100) })
        var copied = false
        try store.publish(next, for: Fixture.key, refresh: Fixture.refresh) { id in
            if id == Fixture.id(120) {
                // What a killed process would leave on the disk.
                try FileManager.default.createDirectory(atPath: copy.directory, withIntermediateDirectories: true)
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(atPath: fixture.database + suffix, toPath: copy.database + suffix)
                }
                copied = true
            }
            return [UInt8](repeating: 7, count: 100_000)
        }
        #expect(copied)
        #expect(try copy.open().loadSnapshots()[Fixture.key]?.snapshot == snapshot)
    }

    @Test("what was published for a catalog that is gone is refused")
    func gone() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let error = #expect(throws: StoreError.self) {
            try store.publish(
                CatalogSnapshot(commit: "c", templates: []), for: Fixture.key, refresh: Fixture.refresh,
                contents: Fixture.bytes)
        }
        #expect(error?.code == .notFound)
    }

    @Test("a template that cannot be decoded is left out, and the catalog is read again")
    func undecodable() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let kept = Fixture.template("a", tree: 1, content: 11)
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            let snapshot = CatalogSnapshot(
                commit: "c1", templates: [kept, Fixture.template("b", tree: 2, content: 12)])
            try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        }
        try DatabaseQueue(path: fixture.database).write { database in
            try database.execute(sql: "UPDATE template SET body = x'00' WHERE folder_path = 'templates/b'")
        }
        let snapshot = try #require(try fixture.open().loadSnapshots()[Fixture.key]?.snapshot)
        #expect(snapshot.templates == [kept])
        #expect(snapshot.commit == "")
    }
}
