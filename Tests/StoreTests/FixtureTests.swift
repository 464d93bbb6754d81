import Catalog
import MusterTesting
import Store
import Testing

@Suite("Fixtures in the store")
struct FixtureTests {
    @Test("a catalog comes back from the store as it was read, with every file", arguments: CatalogFixtures.all)
    func roundTrip(tree: String) throws {
        let files = try CatalogFixtures.tree(tree)
        let snapshot = files.snapshot()
        let fixture = StoreFixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try store.save(StoreFixture.record())
        try store.publish(snapshot, for: StoreFixture.key, refresh: StoreFixture.refresh) { files.contents[$0] ?? [] }
        #expect(try store.loadSnapshots()[StoreFixture.key]?.snapshot == snapshot)
        for file in snapshot.templates.flatMap({ $0.versions.flatMap(\.files) }) {
            #expect(try store.content(file.content) == files.contents[file.content])
        }
    }
}
