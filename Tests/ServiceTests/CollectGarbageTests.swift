import Catalog
import Foundation
import MusterTesting
import Store
import Testing

@testable import Service

@Suite("Contents that nobody needs any more")
struct CollectGarbageTests {
    @Test("what a stored snapshot has let go of is there until that snapshot is published")
    func unpublished() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let service = fixture.service
        #expect(try await service.refresh(environment: "global").isEmpty)
        let key = CatalogKey(environment: "global", name: "cat")
        let served = try #require(service.publication.catalog(key))
        let file = try #require(served.snapshot?.templates.first?.versions.first?.files.first)
        let next = CatalogSnapshot(commit: String(repeating: "c", count: 40), templates: [])
        let refresh = RefreshRecord(started: .now, finished: .now, commit: next.commit)
        try service.store.publish(next, for: key, refresh: refresh) { _ in [] }
        await service.collectGarbage()
        #expect(try await service.content(of: file.content) != nil, "it is served still")
        let record = try #require(service.record(for: key))
        service.publish(
            PublishedCatalog(record: record, state: .active, lastRefresh: refresh, snapshot: next), madeFrom: record)
        await service.collectGarbage()
        #expect(try await service.content(of: file.content) == nil)
    }
}
