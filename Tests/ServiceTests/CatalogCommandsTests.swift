import Catalog
import Foundation
import MusterTesting
@testable import Service
import Store
import Testing

@Suite("Creating, changing and removing catalogs")
struct CatalogCommandsTests {
    @Test("a created catalog is durable, and served after a refresh")
    func create() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture: ServiceFixture? = try ServiceFixture()
        let directory = try #require(fixture?.directory)
        let created = try await fixture?.service.create(
            CatalogRequest(name: "mine", url: repository.path), in: "1a5")
        #expect(created?.state == .requested)
        #expect(created?.snapshot == nil)
        #expect(try await fixture?.service.refresh(environment: "1a5") == [])
        try fixture?.service.close()
        let again = try ServiceFixture(directory: directory)
        defer { again.remove() }
        let catalog = try #require(again.service.publication.catalog(named: "mine", visibleIn: "1a5"))
        #expect(catalog.snapshot?.versionCount == 1)
        #expect(again.service.publication.catalog(named: "mine", visibleIn: "1a6") == nil)
        #expect(again.service.publication.catalogs(visibleIn: "global").isEmpty)
    }

    @Test("a URL that an earlier version stored with a login in a wrong place is not shown")
    func storedLogin() throws {
        let key = CatalogKey(environment: "1a5", name: "old")
        let first = try ServiceFixture()
        try first.service.store.save(
            CatalogRecord(
                key: key, url: "bot:secret@host/x", branch: "b", kind: "", origin: .client, sealedCredential: nil))
        try first.service.store.recordRefresh(
            RefreshRecord(started: .now, finished: .now, commit: nil, error: "no host bot:secret@host/x"), for: key)
        try first.service.close()
        let fixture = try ServiceFixture(directory: first.directory)
        defer { fixture.remove() }
        let catalog = try #require(fixture.service.publication.catalog(named: "old", visibleIn: "1a5"))
        #expect(catalog.url == "" && catalog.lastRefresh == nil)
        #expect(fixture.service.record(for: key)?.branch == "b")
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let request: CatalogRequest
        let code: ServiceError.Code
        let message: String
        var testDescription: String { message }
    }

    @Test(
        "what cannot be created is refused with a reason",
        arguments: [
            Refusal(request: CatalogRequest(url: "x"), code: .missingField, message: "Missing field 'name'"),
            Refusal(request: CatalogRequest(name: "x"), code: .missingField, message: "Missing field 'url'"),
            Refusal(
                request: CatalogRequest(name: "taken", url: "https://example.org/x.git"), code: .alreadyExists,
                message: "Catalog name taken already exists"),
            Refusal(
                request: CatalogRequest(name: "global", url: "https://example.org/x.git"), code: .alreadyExists,
                message: "Catalog name global already exists"),
            Refusal(
                request: CatalogRequest(name: String(repeating: "n", count: 81), url: "https://example.org/x.git"),
                code: .invalidField, message: "Field 'name' has more than 80 bytes"),
            Refusal(
                request: CatalogRequest(name: "x", url: "https://example.org/x.git", branch: "a\nb"),
                code: .invalidField, message: "Field 'branch' has spaces or control characters, which no branch has"),
            Refusal(
                request: CatalogRequest(name: "x", url: "https://example.org/x.git", branch: "a\u{7F}"),
                code: .invalidField, message: "Field 'branch' has spaces or control characters, which no branch has"),
            Refusal(
                request: CatalogRequest(name: "x", url: "https://example.org/x.git", kind: "a\u{1B}[2J"),
                code: .invalidField, message: "Field 'kind' is too long, or has spaces or control characters"),
            Refusal(
                request: CatalogRequest(
                    name: "x", url: "https://example.org/x.git", kind: String(repeating: "k", count: 64)),
                code: .invalidField, message: "Field 'kind' is too long, or has spaces or control characters"),
        ])
    func refused(row: Refusal) async throws {
        let fixture = try ServiceFixture(catalogs: [
            ConfiguredCatalog(name: "global", url: "https://example.org/global.git")
        ])
        defer { fixture.remove() }
        try await fixture.service.reconfigure()
        _ = try await fixture.service.create(
            CatalogRequest(name: "taken", url: "https://example.org/taken.git"), in: "1a5")
        await #expect(throws: ServiceError(row.code, row.message)) {
            try await fixture.service.create(row.request, in: "1a5")
        }
    }

    @Test("clients reach the server's own disk only when the operator allows it")
    func localRefused() async throws {
        let fixture = try ServiceFixture(allowsLocalCatalogs: false)
        defer { fixture.remove() }
        for url in ["/etc", "file:///etc", "./x"] {
            let error = await #expect(throws: ServiceError.self) {
                try await fixture.service.create(CatalogRequest(name: "c", url: url), in: "1a5")
            }
            #expect(error?.code == .invalidField)
        }
    }

    @Test("a credential in a URL is shown nowhere and is in no file in the clear")
    func credentials() async throws {
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        let created = try await fixture.service.create(
            CatalogRequest(name: "c", url: "https://alice:s3cr3t-word@127.0.0.1:1/x.git"), in: "1a5")
        #expect(created.url == "https://127.0.0.1:1/x.git")
        let failures = try await fixture.service.refresh(environment: "1a5")
        #expect(failures.count == 1)
        #expect(!"\(failures)\(fixture.service.publication)".contains("s3cr3t-word"))
        let files = FileManager.default.enumerator(atPath: fixture.directory)
        while let name = files?.nextObject() as? String {
            guard let data = FileManager.default.contents(atPath: fixture.directory + "/" + name) else { continue }
            #expect(data.range(of: Data("s3cr3t-word".utf8)) == nil, "\(name)")
        }
    }

    @Test("a rename keeps what is served, and the credential still opens")
    func rename() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture()
        defer { fixture.remove() }
        _ = try await fixture.service.create(CatalogRequest(name: "old", url: repository.path), in: "1a5")
        _ = try await fixture.service.refresh(environment: "1a5")
        let renamed = try await fixture.service.update("old", with: CatalogRequest(name: "new"), in: "1a5")
        #expect(renamed.snapshot?.versionCount == 1)
        #expect(fixture.service.publication.catalogs.map(\.key.name) == ["new"])
        #expect(try await fixture.service.refresh(environment: "1a5") == [])
        await #expect(throws: ServiceError(.notFound, "Catalog not found")) {
            try await fixture.service.update("old", with: CatalogRequest(name: "x"), in: "1a5")
        }
        await #expect(throws: ServiceError(.notFound, "Catalog not found")) {
            try await fixture.service.update("new", with: CatalogRequest(name: "x"), in: "other")
        }
    }

    @Test("removing takes the environment's own catalog only, its mirror with it")
    func remove() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "global", url: repository.path)])
        defer { fixture.remove() }
        _ = try await fixture.service.create(CatalogRequest(name: "mine", url: repository.path), in: "1a5")
        _ = try await fixture.service.refresh(environment: "1a5")
        #expect(FileManager.default.fileExists(atPath: fixture.directory + "/mirrors/1a5/mine"))
        #expect(try await fixture.service.remove("global", in: "1a5") == false)
        #expect(try await fixture.service.remove("mine", in: "other") == false)
        #expect(try await fixture.service.remove("mine", in: "1a5") == true)
        #expect(fixture.service.publication.catalogs.map(\.key.name) == ["global"])
        #expect(!FileManager.default.fileExists(atPath: fixture.directory + "/mirrors/1a5/mine"))
    }
}
