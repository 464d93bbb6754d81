import Catalog
import Diagnostics
import Foundation
import Git
import MusterTesting
import Service
import Testing

@Suite("Fixtures served")
struct FixtureTests {
    @Test("a folder is served with all its templates, whatever is broken in it", arguments: CatalogFixtures.all)
    func served(tree: String) async throws {
        let folder = CatalogFixtures.folder.appending(path: tree).path
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "fixtures", url: folder)])
        defer { fixture.remove() }
        #expect(try await fixture.service.refresh(environment: "global") == [])
        let catalog = try #require(fixture.service.publication.catalogs.first)
        #expect(catalog.state == .active)
        let (served, read) = (catalog.snapshot?.templates ?? [], try CatalogFixtures.tree(tree).snapshot().templates)
        #expect(served.map(\.folderPath) == read.map(\.folderPath))
        #expect(served.map { $0.versions.map(\.version) } == read.map { $0.versions.map(\.version) })
        #expect(catalog.findings.map(\.message) == read.flatMap(\.diagnostics).map(\.message))
    }
}
