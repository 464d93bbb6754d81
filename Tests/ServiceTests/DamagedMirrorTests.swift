import Catalog
import Foundation
import MusterTesting
import Service
import Store
import Testing

@Suite("Refreshing from a damaged mirror")
struct DamagedMirrorTests {
    @Test("a file that cannot be read any more is fetched again by the same refresh")
    func clonedAnew() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        #expect(try await fixture.service.refresh(environment: "global") == [])

        // An object that the next refresh parses: its header, which is looked at first, stays whole.
        let file = repository.path + "/templates/app/0/rancher-compose.yml"
        try SpoiledPack.overwrite(contentOf: file, in: "\(fixture.directory)/mirrors/global/cat")
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"], name: "Renamed"))
        #expect(try await fixture.service.refresh(environment: "global") == [])
        let catalog = fixture.service.publication.catalog(named: "cat", visibleIn: "global")
        #expect(catalog?.snapshot?.templates.first?.name == "Renamed")
    }
}
