import Catalog
import MusterTesting
import Foundation
import HTTPTypes
import Service
import Testing

@testable import HTTPAPI

@Suite("Resources and changes")
struct ResourceTests {
    @Test("a catalog shows how it fares")
    func catalog() async throws {
        let reply = try await TestAPI(SampleCatalogs.load()).send(.get, "/v1-catalog/catalogs/sample?projectId=1a5")
        let catalog = try reply.json
        #expect(catalog["state"] == .string("active") && catalog["transitioning"] == .string("no"))
        #expect(catalog["templateCount"] == .number(2) && catalog["versionCount"] == .number(3))
        #expect(catalog["lastRefresh"]?["started"] == .string("1970-01-01T00:00:00Z"))
        #expect(catalog["lastRefresh"]?["commit"] == .string(SampleCatalogs.commit))
        #expect(catalog["findings"] == .object(["errors": .number(0), "warnings": .number(0)]))
        let address = "http://HOST/v1-catalog/catalogs/sample"
        #expect(catalog["links"]?["self"] == .string(address + "?projectId=1a5"))
        #expect(catalog["links"]?["findings"] == .string(address + "/findings?projectId=1a5"))
        #expect(catalog["actions"]?["refresh"] == .string(address + "?action=refresh&projectId=1a5"))
    }

    @Test("every link and action of a catalog leads somewhere")
    func catalogLinks() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        let findings = try await api.send(.get, "/v1-catalog/catalogs/sample/findings")
        #expect(findings.status == 200)
        #expect(try findings.json["data"] == .array([]))
        #expect(try await api.send(.post, "/v1-catalog/catalogs/sample?action=refresh&projectId=1a5").status == 204)
        #expect(try await api.send(.post, "/v1-catalog/templates?refresh&action=refresh").status == 204)
        #expect(catalogs.calls == ["refresh 1a5 sample", "refresh global"])
    }

    @Test("a failed refresh says which catalog failed and why")
    func failedRefresh() async throws {
        let failure = RefreshFailure(
            key: CatalogKey(environment: "global", name: "x"), url: "https://example.org/x", message: "no such branch")
        let reply = try await TestAPI(InMemoryCatalogs([], failures: [failure]))
            .send(.post, "/v1-catalog/templates?action=refresh")
        #expect(reply.status == 500)
        let message = "[Catalog refresh failed for x (https://example.org/x): no such branch]"
        #expect(try reply.json["message"] == .string(message))
    }

    @Test("a catalog is created, whatever the case of the names, and removed only in its own environment")
    func changes() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        let created = try await api.send(
            .post, "/v1-catalog/catalogs", headers: ["X-API-Project-Id": "1a5"],
            body: #"{"Name": "own", "URL": "https://example.org/o", "branch": "b", "isNew": true}"#)
        #expect(created.status == 200)
        #expect(try created.json["state"] == .string("requested"))
        #expect(try await api.send(.delete, "/v1-catalog/catalogs/own").status == 400)
        #expect(try await api.send(.delete, "/v1-catalog/catalogs/sample?projectId=1a5").status == 204)
        #expect(try await api.send(.get, "/v1-catalog/catalogs/sample?projectId=1a5").status == 200)
        #expect(try await api.send(.delete, "/v1-catalog/catalogs/own?projectId=1a5").status == 204)
        #expect(try await api.send(.delete, "/v1-catalog/catalogs/own?projectId=1a5").status == 204)
        #expect(try await api.send(.get, "/v1-catalog/catalogs/own?projectId=1a5").status == 404)
        #expect(catalogs.calls.first == "create 1a5 own https://example.org/o b -")
    }

    @Test("schemas say what the Python and the Go client need", arguments: SchemaResource.all.map(\.id))
    func schemas(id: String) async throws {
        let schema = try await TestAPI(SampleCatalogs.load()).send(.get, "/v1-catalog/schemas/\(id)").json
        #expect(schema["type"] == .string("schema") && schema["id"] == .string(id))
        #expect(schema["links"]?["self"] == .string("http://HOST/v1-catalog/schemas/\(id)"))
        #expect(schema["resourceMethods"]?.array?.first == .string("GET"))
        let isListed = schema["collectionMethods"] != nil
        #expect(isListed == (schema["links"]?["collection"] != nil))
        for (name, filter) in schema["collectionFilters"]?.object ?? [:] {
            #expect(filter["modifiers"]?.array?.isEmpty == false, "\(name)")
        }
    }

    @Test("a browser gets a page in which the data cannot end the script")
    func page() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let browser = ["User-Agent": "Mozilla/5.0", "Accept": "text/html,*/*;q=0.8"]
        let page = try await api.send(.get, "/v1-catalog/templates/sample:plain", headers: browser)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(
            page.text.contains(#"Plain \u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e \u0026 more"#))
        #expect(page.text.components(separatedBy: "</script>").count == 2)
        #expect(!page.text.contains("https://releases"))
        let script = ["User-Agent": "Mozilla/5.0", "Accept": "application/json, */*"]
        let json = try await api.send(.get, "/v1-catalog/templates/sample:plain", headers: script)
        #expect(json.headers[.contentType] == "application/json")
        #expect(json.text.contains("</script>"))
    }

    @Test("line ends that only JavaScript knows are escaped in the page, other characters stay")
    func pageEscapes() {
        let page = String(decoding: HTMLPage.wrap("\"\u{2028}\u{2029}é€\u{2027}\"".utf8), as: UTF8.self)
        #expect(page.contains("\"\\u2028\\u2029é€\u{2027}\""))
    }
}
