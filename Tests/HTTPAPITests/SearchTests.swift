import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Search in lists")
struct SearchTests {
    private static func ids(_ path: String, _ api: TestAPI) async throws -> [String] {
        try await api.send(.get, path).json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
    }

    @Test(
        "q shows what a search finds, in its order unless sorted, beside every other filter",
        arguments: [
            ("q=name+3", ["many:t7"]), ("q=NAME&limit=2", ["many:t0", "many:t1"]), ("q=nothing", []),
            ("q=name&category=even&limit=3", ["many:t0", "many:t2", "many:t4"]), ("q=name&catalogId=other", []),
            ("q=name&sort=name&limit=2", ["many:t9", "many:t0"]), ("q=%22", []),
        ])
    func found(query: String, ids: [String]) async throws {
        let api = TestAPI(SampleCatalogs.many(10))
        #expect(try await Self.ids("/v1-catalog/templates?\(query)", api) == ids)
    }

    @Test("pages of a search follow each other, and the search is made once")
    func pages() async throws {
        let catalogs = SampleCatalogs.many(10)
        let api = TestAPI(catalogs)
        let first = try await api.send(.get, "/v1-catalog/templates?q=name&limit=4").json["pagination"]
        #expect(first?["total"] == .number(10))
        let next = try #require(first?["next"]?.string).dropFirst("http://HOST".count)
        #expect(try await Self.ids(String(next), api) == ["many:t4", "many:t5", "many:t6", "many:t7"])
        #expect(catalogs.calls == ["search"])
    }

    @Test("an empty q is no search")
    func empty() async throws {
        let catalogs = SampleCatalogs.many(3)
        #expect(try await Self.ids("/v1-catalog/templates?q=", TestAPI(catalogs)).count == 3)
        #expect(catalogs.calls.isEmpty)
    }

    @Test("a search shows nothing of other environments' catalogs")
    func environments() async throws {
        let api = TestAPI(SampleCatalogs.load(environment: "1a5"))
        #expect(try await Self.ids("/v1-catalog/templates?q=plain", api).isEmpty)
        #expect(try await Self.ids("/v1-catalog/templates?q=plain&projectId=1a5", api) == ["sample:plain"])
    }
}
