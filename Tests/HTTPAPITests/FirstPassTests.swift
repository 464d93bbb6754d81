import Catalog
import Foundation
import HTTPTypes
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

/// Requests while a catalog is fetched for the first time.
@Suite("The first pass")
struct FirstPassTests {
    @Test(
        "lists wait for what they would show, requests for the catalog that they name, others for nobody",
        arguments: [
            ("/v1-catalog/templates/?rancherVersion=v1.6.30", ["lists"]),
            ("/v1-catalog/templateversions", ["lists"]), ("/v1-catalog/environments", ["lists"]),
            ("/v1-catalog/templates?catalogId=sample", ["lists", "sample global 30.0 seconds"]),
            ("/v1-catalog/templates/sample:plain", ["sample global 30.0 seconds"]),
            ("/v1-catalog/templateversions/sample:plain:0?projectId=1a5", ["sample 1a5 30.0 seconds"]),
            ("/v1-catalog/templates/nonsense:a:b:c:d", []), ("/v1-catalog/catalogs", []), ("/v1-catalog/findings", []),
            ("/healthz", []), ("/readyz", []), ("/metrics", []),
        ] as [(String, [String])])
    func waits(path: String, awaited: [String]) async throws {
        let catalogs = SampleCatalogs.load()
        _ = try await TestAPI(catalogs).send(.get, path)
        #expect(catalogs.awaited == awaited)
    }

    @Test("what is still fetched then is no 404: whoever asks is told to come again, and nothing is kept of it")
    func unavailable() async throws {
        let catalogs = InMemoryCatalogs([SampleCatalogs.catalog(), .neverRefreshed], contents: SampleCatalogs.contents)
        let api = TestAPI(catalogs)
        let path = "/v1-catalog/templates/new:plain"
        let reply = try await api.send(.get, path)
        #expect(reply.status == 503)
        #expect(reply.headers[.retryAfter] == "5")
        #expect(try reply.json["code"] == .string("catalog-fetching"))
        #expect(try await api.send(.get, "/v1-catalog/templates/sample:plain").status == 200)
        catalogs.publish([SampleCatalogs.catalog("new")])
        #expect(try await api.send(.get, path).status == 200)
        catalogs.publish([])
        #expect(try await api.send(.get, path).status == 404)
    }

    @Test("a global catalog that failed and was never stored is no 404 either")
    func failed() async throws {
        let failure = RefreshRecord(
            started: Moment(milliseconds: 0), finished: Moment(milliseconds: 1_000), commit: nil,
            error: "no connection")
        let catalog = { (environment: String) in
            PublishedCatalog(
                key: CatalogKey(environment: environment, name: "new"), url: "u", branch: "", kind: "", state: .error,
                lastRefresh: failure, snapshot: nil)
        }
        let reply = try await TestAPI(InMemoryCatalogs([catalog("global")])).send(.get, "/v1-catalog/templates/new:a")
        #expect(reply.status == 503 && reply.text.contains("no connection"))
        let own = TestAPI(InMemoryCatalogs([catalog("1a5")]))
        #expect(try await own.send(.get, "/v1-catalog/templates/new:a?projectId=1a5").status == 404)
    }

    @Test("a catalog that is fetched says so")
    func state() async throws {
        let catalog = PublishedCatalog(
            key: CatalogKey(environment: "global", name: "new"), url: "u", branch: "", kind: "", state: .fetching,
            lastRefresh: nil, snapshot: nil)
        let api = TestAPI(InMemoryCatalogs([catalog]))
        let json = try await api.send(.get, "/v1-catalog/catalogs/new?projectId=1a5").json
        #expect(json["state"] == .string("fetching") && json["transitioning"] == .string("yes"))
    }
}
