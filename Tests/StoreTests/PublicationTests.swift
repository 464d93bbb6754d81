import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Publication")
struct PublicationTests {
    private typealias Fixture = StoreFixture

    private static func snapshot(_ commit: String, _ templates: [Template]) -> CatalogSnapshot {
        CatalogSnapshot(commit: commit, templates: templates)
    }

    @Test(
        "what cannot be decoded is mended by publishing the same snapshot again",
        arguments: [
            "UPDATE template SET body = x'00'", "UPDATE template SET body = x'' WHERE folder_path = 'templates/b'",
            "UPDATE snapshot SET diagnostics = x'ff'", "UPDATE snapshot SET diagnostics = x'0000'",
        ])
    func mended(damage: String) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let whole = Self.snapshot(
            "c1", [Fixture.template("a", tree: 1, content: 11), Fixture.template("b", tree: 2, content: 12)])
        do {
            let store = try fixture.open()
            try store.save(Fixture.record())
            try store.publish(whole, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        }
        try fixture.query { queue in try queue.write { try $0.execute(sql: damage) } }
        do {
            let store = try fixture.open()
            #expect(try store.loadSnapshots()[Fixture.key]?.snapshot?.commit ?? "" == "")
            var asked = 0
            try store.publish(whole, for: Fixture.key, refresh: Fixture.refresh) { id in
                asked += 1
                return Fixture.bytes(id)
            }
            #expect(asked == 0, "the contents are there still")
        }
        #expect(try fixture.open().loadSnapshots()[Fixture.key]?.snapshot == whole)
    }

    @Test("folders that differ in the spelling of one letter are two, also the second time")
    func canonicalEquivalents() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let templates = [
            Fixture.template("\u{E9}", tree: 1, content: 11), Fixture.template("e\u{301}", tree: 2, content: 12),
        ]
        for commit in ["c1", "c2"] {
            try store.publish(
                Self.snapshot(commit, templates), for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
            let stored = try #require(try store.loadSnapshots()[Fixture.key]?.snapshot)
            #expect(Set(stored.templates.map(\.tree)) == [Fixture.id(1), Fixture.id(2)])
        }
    }

    @Test("a refresh that published nothing is kept with its error, and leaves the snapshot")
    func recordRefresh() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let failed = RefreshRecord(
            started: Moment(milliseconds: 1_600_000_000_000), finished: Moment(milliseconds: 1_600_000_009_500),
            commit: nil, error: "no route to host")
        let error = #expect(throws: StoreError.self) { try store.recordRefresh(failed, for: Fixture.key) }
        #expect(error?.code == .notFound)
        try store.save(Fixture.record())
        #expect(try store.loadSnapshots()[Fixture.key]?.refresh == nil)
        let snapshot = Self.snapshot("c1", [Fixture.template("a", tree: 1, content: 11)])
        try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        try store.recordRefresh(failed, for: Fixture.key)
        let stored = try #require(try store.loadSnapshots()[Fixture.key])
        #expect(stored.refresh == failed)
        #expect(stored.snapshot == snapshot)
    }

    @Test("a catalog takes its snapshot along to another key, and never to one that is taken")
    func rename() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let taken = CatalogKey(environment: "global", name: "taken")
        let free = CatalogKey(environment: "global", name: "free")
        try store.save(Fixture.record())
        try store.save(Fixture.record(taken))
        let snapshot = Self.snapshot("c1", [Fixture.template("a", tree: 1, content: 11)])
        try store.publish(snapshot, for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        #expect(throws: StoreError.self) { try store.save(Fixture.record(taken), replacing: Fixture.key) }
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == snapshot)
        #expect(try store.loadSnapshots()[taken]?.snapshot == nil)
        try store.save(Fixture.record(free), replacing: Fixture.key)
        #expect(try store.loadSnapshots()[free]?.snapshot == snapshot)
        #expect(try store.loadSnapshots()[Fixture.key] == nil)
        try store.save(Fixture.record(taken), replacing: Fixture.key)
        #expect(try store.catalogs().count == 2, "what is not there is not renamed")
    }

    @Test("a content that two catalogs need stays until both are gone")
    func sharedContent() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let other = CatalogKey(environment: "global", name: "other")
        for key in [Fixture.key, other] {
            try store.save(Fixture.record(key))
            try store.publish(
                Self.snapshot("c1", [Fixture.template("a", tree: 1, content: 11)]), for: key, refresh: Fixture.refresh,
                contents: Fixture.bytes)
        }
        try store.remove(other)
        #expect(try store.collectGarbage(limit: 10) == 1, "looked at, and kept")
        #expect(try store.content(Fixture.id(11)) == [11])
        try store.remove(Fixture.key)
        #expect(try store.collectGarbage(limit: 10) == 1)
    }

    @Test("garbage is collected in steps of at most the limit", arguments: [(-1, 0), (0, 0), (3, 3), (100, 9)])
    func garbageLimit(limit: Int, removed: Int) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let templates = (1...9).map { Fixture.template("a\($0)", tree: $0, content: $0) }
        try store.publish(
            Self.snapshot("c1", templates), for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        try store.publish(Self.snapshot("c2", []), for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        #expect(try store.collectGarbage(limit: limit) == removed)
    }

    @Test(
        "every statement of a request or a publication is a search",
        arguments: [
            SQL.content, SQL.contentRow, SQL.hasContent, SQL.templates, SQL.templateTrees, SQL.catalogID,
            SQL.isSameBody,
            SQL.neededContents, SQL.releaseContent, SQL.updateTemplate,
        ])
    func plans(sql: String) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        do { _ = try fixture.open() }
        let arguments = StatementArguments(Array(repeating: 1, count: sql.count { $0 == "?" }))
        let plan = try fixture.query { queue in
            try queue.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                    .map { try $0.decode(String.self, forColumn: "detail") }
            }
        }
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
    }

    @Test("of a template that changes, only what is different is written")
    func update() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        var template = Fixture.template("web", tree: 1, content: 11)
        template.readme = TemplateFile(
            name: "README.md", path: "templates/web/README.md", content: Fixture.id(20), size: 1)
        var version = template.versions[0]
        func publish(_ commit: String, since base: String?) throws -> [ContentID] {
            var asked: [ContentID] = []
            let changes = base.map { base in
                CatalogChanges(
                    since: base,
                    changed: [TemplateFolder(path: template.folderPath, tree: template.tree, files: [])], removed: [])
            }
            try store.publish(
                Self.snapshot(commit, [template]), for: Fixture.key, changes: changes, refresh: Fixture.refresh
            ) { id in
                asked.append(id)
                return Fixture.bytes(id)
            }
            #expect(try store.loadSnapshots()[Fixture.key]?.snapshot?.templates == [template])
            return asked
        }
        #expect(try publish("c1", since: nil) == [Fixture.id(20), Fixture.id(11)])
        version.folderName = "1"
        version.files[0].content = Fixture.id(12)
        template.versions.append(version)
        template.tree = Fixture.id(2)
        #expect(try publish("c2", since: "c1") == [Fixture.id(12)])
        #expect(try store.collectGarbage(limit: 10) == 0, "nothing was let go of")
        template.versions.removeFirst()
        template.description = "findable"
        template.tree = Fixture.id(3)
        #expect(try publish("c3", since: "c2") == [])
        #expect(try store.collectGarbage(limit: 10) == 1)
        #expect(try store.content(Fixture.id(11)) == nil)
        #expect(try store.content(Fixture.id(12)) == [12])
        #expect(try store.search(SearchQuery("findable"), in: [Fixture.key]).map(\.folderPath) == ["templates/web"])
        #expect(try store.search(SearchQuery("web"), in: [Fixture.key]).count == 1)
    }

    @Test("changes since the stored commit touch the changed templates alone; other changes are not trusted")
    func changes() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(Fixture.record())
        let templates = (1...4).map { Fixture.template("t\($0)", tree: $0, content: 10 + $0) }
        try store.publish(
            Self.snapshot("c1", templates), for: Fixture.key, refresh: Fixture.refresh, contents: Fixture.bytes)
        let rows = { try store.read { try Int64.fetchAll($0, sql: "SELECT id FROM template ORDER BY folder_path") } }
        let before = try rows()
        let changed = Fixture.template("t2", tree: 22, content: 32)
        let added = Fixture.template("t0", tree: 20, content: 30)
        let after = Self.snapshot("c2", [templates[0], changed, templates[2], added])
        let changes = CatalogChanges(
            since: "c1",
            changed: ["t0", "t2"].map { TemplateFolder(path: "templates/\($0)", tree: Fixture.id(1), files: []) },
            removed: ["templates/t4"])
        var asked: [ContentID] = []
        try store.publish(after, for: Fixture.key, changes: changes, refresh: Fixture.refresh) { id in
            asked.append(id)
            return Fixture.bytes(id)
        }
        #expect(asked == [Fixture.id(30), Fixture.id(32)])
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == after)
        let now = try rows()
        #expect(now.count == 4 && now[1] == before[0] && now[3] == before[2])
        let last = Self.snapshot("c4", [templates[3]])
        try store.publish(
            last, for: Fixture.key, changes: CatalogChanges(since: "c3", changed: [], removed: []),
            refresh: Fixture.refresh, contents: Fixture.bytes)
        #expect(try store.loadSnapshots()[Fixture.key]?.snapshot == last)
    }
}
