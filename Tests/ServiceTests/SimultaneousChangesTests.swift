import Foundation
import MusterTesting
import Service
import Store
import Testing

@Suite("Changes at the same time")
struct SimultaneousChangesTests {
    @Test("of many clients who create one name, one does")
    func oneCreation() async throws {
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        for round in 0..<20 {
            let request = CatalogRequest(name: "c\(round)", url: "https://example.org/c.git")
            let created = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await fixture.service.create(request, in: "1a5")) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(created == 1)
        }
        #expect(fixture.service.publication.catalogs.count == 20)
    }

    @Test("a catalog that is removed while it is refreshed fails nobody, and leaves no mirror")
    func removedMeanwhile() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        let service = fixture.service
        for round in 0..<20 {
            let name = "c\(round)"
            _ = try await service.create(CatalogRequest(name: name, url: repository.path), in: "1a5")
            async let failures = service.refresh(environment: "1a5")
            for _ in 0..<(round * 3) { await Task.yield() }
            #expect(try await service.remove(name, in: "1a5"))
            #expect(try await failures == [], "round \(round)")
        }
        // Where every refresh was cancelled before it began, there is not even the folder.
        let left = { (try? FileManager.default.contentsOfDirectory(atPath: fixture.directory + "/mirrors/1a5")) ?? [] }
        // The removals that had to wait for a refresh are still on their way.
        try await eventually { left().isEmpty }
        #expect(service.publication.catalogs.isEmpty)
        #expect(service.refreshCounts.isEmpty)
    }
}
