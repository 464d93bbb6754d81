import Catalog
import Foundation
import Testing

@testable import Store

@Suite("Search")
struct SearchTests {
    private typealias Fixture = StoreFixture

    /// A store with four templates, three of which have something of `cassandra`.
    private static func filled(_ fixture: Fixture) throws -> CatalogStore {
        let store = try fixture.open()
        try store.save(Fixture.record())
        var named = Fixture.template("cassandra", tree: 1, content: 1)
        named.description = "A wide column store"
        named.categories = ["Databases"]
        var described = Fixture.template("dashboard", tree: 2, content: 2)
        described.description = "Shows what Cassandra does"
        described.labels = ["org.example.tier": "gold"]
        var documented = Fixture.template("exporter", tree: 3, content: 3)
        documented.readme = TemplateFile(
            name: "README.md", path: "templates/exporter/README.md", content: Fixture.id(200), size: 9)
        let plain = Fixture.template("web", tree: 4, content: 4)
        try store.publish(
            CatalogSnapshot(commit: "c1", templates: [named, described, documented, plain]), for: Fixture.key,
            refresh: Fixture.refresh
        ) {
            $0 == Fixture.id(200) ? Array("Reads metrics of cassandra clusters, café by café".utf8) : Fixture.bytes($0)
        }
        return store
    }

    @Test(
        "words and their beginnings are found, the best match first",
        arguments: [
            ("cassandra", ["cassandra", "dashboard", "exporter"]), ("cass", ["cassandra", "dashboard", "exporter"]),
            ("CASSANDRA does", ["dashboard"]), ("databases", ["cassandra"]), ("gold", ["dashboard"]),
            ("org.example.tier", ["dashboard"]), ("cafe", ["exporter"]), ("Näme we", ["web"]), ("nothing", []),
            ("", []), ("-- \" * ( ", []), ("cassandra\" OR name:\"web", []), ("NOT cassandra", []), ("web", ["web"]),
        ])
    func found(query: String, folders: [String]) throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let found = try Self.filled(fixture).search(SearchQuery(query), in: [Fixture.key])
        #expect(found.map(\.folderPath) == folders.map { "templates/\($0)" })
        #expect(found.allSatisfy { $0.catalog == Fixture.key })
    }

    @Test("the index follows every publication, by changes and whole, and the removal of the catalog")
    func follows() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try Self.filled(fixture)
        let before = try #require(try store.loadSnapshots()[Fixture.key]?.snapshot)
        var renamed = try #require(before.template(base: "", folderName: "web"))
        renamed.name = "Gateway"
        let changes = CatalogChanges(
            since: "c1",
            changed: [TemplateFolder(path: "templates/web", tree: Fixture.id(9), files: [])],
            removed: ["templates/cassandra"])
        renamed.tree = Fixture.id(9)
        let kept = before.templates.filter { !["web", "cassandra"].contains($0.folderName) }
        let after = CatalogSnapshot(commit: "c2", templates: kept + [renamed])
        try store.publish(
            after, for: Fixture.key, changes: changes, refresh: Fixture.refresh, contents: Fixture.bytes)
        #expect(try store.search(SearchQuery("gateway"), in: [Fixture.key]).map(\.folderPath) == ["templates/web"])
        #expect(try store.search(SearchQuery("cassandra"), in: [Fixture.key]).count == 2)
        try store.publish(
            CatalogSnapshot(commit: "c3", templates: [renamed]), for: Fixture.key, refresh: Fixture.refresh,
            contents: Fixture.bytes)
        #expect(try store.search(SearchQuery("cassandra"), in: [Fixture.key]).isEmpty)
        try store.remove(Fixture.key)
        #expect(try store.search(SearchQuery("gateway"), in: [Fixture.key]).isEmpty)
    }

    @Test("templates of other catalogs take no room in what is found, however many they are")
    func otherCatalogs() throws {
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let mine = CatalogKey(environment: "1a6", name: "mine")
        for (key, count) in [(Fixture.key, SearchLimits.weighedTemplates + 50), (mine, 2)] {
            try store.save(Fixture.record(key))
            let templates = (0..<count).map { Fixture.template("t\($0)", tree: 1, content: 1) }
            try store.publish(
                CatalogSnapshot(commit: "c1", templates: templates), for: key, refresh: Fixture.refresh,
                contents: Fixture.bytes)
        }
        #expect(try store.search(SearchQuery("name"), in: [mine]).map(\.catalog) == [mine, mine])
        #expect(try store.search(SearchQuery("name"), in: [Fixture.key]).count == SearchLimits.results)
        #expect(try store.search(SearchQuery("name"), in: []).isEmpty)
    }

    @Test("a query is cut to its limits")
    func limits() {
        let words = (0..<100).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchQuery(words).words.count == SearchLimits.words)
        let long = String(repeating: "x", count: 10_000)
        #expect(SearchQuery(long).words.map(\.unicodeScalars.count) == [SearchLimits.queryScalars])
    }
}
