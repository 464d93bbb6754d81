import Foundation
import HTTPTypes
import MusterTesting
import Catalog
import Service
import Testing

@Suite("Fixtures over the API")
struct FixtureTests {
    private static func api() throws -> TestAPI {
        let tree = try CatalogFixtures.good()
        let catalog = PublishedCatalog(
            key: CatalogKey(environment: "global", name: "fixtures"), url: "https://example.org/fixtures.git",
            branch: "master", kind: "", state: .active, lastRefresh: nil, snapshot: tree.snapshot())
        return TestAPI(InMemoryCatalogs([catalog], contents: tree.contents))
    }

    @Test("the list has every template, and each leads to its versions")
    func list() async throws {
        let api = try Self.api()
        let templates = try await api.send(.get, "/v1-catalog/templates").json["data"]?.array ?? []
        #expect(templates.count == CatalogFixtures.goodTemplates.count)
        for template in templates {
            for link in template["versionLinks"]?.object?.values.compactMap(\.string) ?? [] {
                let path = try #require(URL(string: link)?.path)
                #expect(try await api.send(.get, path).status == 200)
            }
        }
    }

    @Test("a version's files are those of its folder", arguments: CatalogFixtures.goodStacks)
    func files(path: String) async throws {
        let parts = path.split(separator: "/").map(String.init)
        let base = parts[0] == "templates" ? "" : parts[0].replacing("-templates", with: "*")
        let reply = try await Self.api().send(
            .get, "/v1-catalog/templateversions/fixtures:\(base)\(parts[1]):\(parts[2])")
        #expect(reply.status == 200)
        let served = try reply.json["files"]?.object ?? [:]
        let files = try CatalogFixtures.files("good").filter { $0.path.hasPrefix(path + "/") }
        for file in files {
            let name = String(file.path.dropFirst(path.count + 1))
            #expect(served[name]?.string == String(decoding: file.bytes, as: UTF8.self), "\(name)")
        }
    }
}
