import Catalog
import MusterTesting
import Service
import Store
import Synchronization
import Testing

@Suite("Events of refreshes")
struct RefreshEventTests {
    @Test("a catalog's life is told in order: added, refreshed, failed once, well again, removed")
    func life() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        let one = try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        let service = fixture.service
        _ = try await service.create(CatalogRequest(name: "cat", url: repository.path), in: "1a5")
        for _ in 0..<2 { _ = try await service.refresh(environment: "1a5") }
        let two = try repository.commit(ServiceFixture.files(versions: ["1.0.0", "1.1.0"]))
        _ = try await service.refresh(environment: "1a5")
        _ = try await service.update("cat", with: CatalogRequest(branch: "none"), in: "1a5")
        for _ in 0..<2 { _ = try await service.refresh(environment: "1a5") }
        _ = try await service.update("cat", with: CatalogRequest(branch: "master"), in: "1a5")
        _ = try await service.refresh(environment: "1a5")
        _ = try await service.update("cat", with: CatalogRequest(name: "other"), in: "1a5")
        _ = try await service.remove("other", in: "1a5")

        let events = try #require(service.events.events(after: 0, limit: 100))
        #expect(
            events.map { "\($0.catalog.name) \(Self.text($0.kind, [one: "one", two: "two"]))" } == [
                "cat added", "cat refreshed nil>one", "cat refreshed one>two", "cat added 1", "cat default 1.0.0>1.1.0",
                "cat failed", "cat refreshed two>two", "cat removed", "other added",
                "other refreshed nil>two", "other removed",
            ])
        #expect(events.allSatisfy { $0.catalog.environment == "1a5" })
    }

    @Test("whoever is told of an event finds it published")
    func published() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        let service = fixture.service
        let seen = Mutex<[(told: String, served: String?)]>([])
        service.events.observe { [weak service] in
            guard let service, let event = service.events.events(after: service.events.last - 1, limit: 1)?.first,
                case .catalogRefreshed(let refreshed) = event.kind
            else { return }
            let served = service.publication.catalog(event.catalog)?.snapshot?.commit
            seen.withLock { $0.append((refreshed.commit, served)) }
        }
        _ = try await service.refresh(environment: "global")
        #expect(seen.withLock { $0.count } == 1)
        #expect(seen.withLock { $0.allSatisfy { $0.told == $0.served } })
    }

    private static func text(_ kind: CatalogEvent.Kind, _ commits: [String: String]) -> String {
        switch kind {
        case .catalogAdded: "added"
        case .catalogRemoved: "removed"
        case .catalogFailed: "failed"
        case .catalogLinted: "linted"
        case .catalogRefreshed(let new):
            "refreshed \(new.previousCommit.map { commits[$0] ?? $0 } ?? "nil")>\(commits[new.commit] ?? new.commit)"
        case .template(.added(let name)): "added \(name.idSuffix ?? "")"
        case .template(.changed(let name)): "changed \(name.idSuffix ?? "")"
        case .template(.removed(let name)): "removed \(name.idSuffix ?? "")"
        case .template(.defaultChanged(let name, let old)): "default \(old)>\(name.version)"
        }
    }
}
