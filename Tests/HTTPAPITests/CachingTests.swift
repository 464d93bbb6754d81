import MusterTesting
import HTTPTypes
import Service
import Store
import Testing

@testable import HTTPAPI

@Suite("Caching and methods")
struct CachingTests {
    private static let path = "/v1-catalog/templates/sample:plain:0"

    @Test("an unchanged answer is 304, however the tag is written")
    func conditional() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        let first = try await api.send(.get, Self.path)
        let tag = try #require(first.headers[.eTag])
        #expect(tag.count == 34 && first.headers[.cacheControl] == "no-cache")
        for condition in [tag, "\"x\", \(tag)", "W/\(tag)", "*", " \(tag) ,\"y\""] {
            let reply = try await api.send(.get, Self.path, headers: ["If-None-Match": condition])
            #expect(reply.status == 304, "\(condition)")
            #expect(reply.body.isEmpty && reply.headers[.eTag] == tag)
        }
        #expect(try await api.send(.get, Self.path, headers: ["If-None-Match": "\"other\""]).status == 200)
        #expect(catalogs.calls == ["content", "content"], "the files were read once")
    }

    @Test("what is kept goes with its publication")
    func generations() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        #expect(try await api.send(.get, Self.path).status == 200)
        catalogs.publish([])
        #expect(try await api.send(.get, Self.path).status == 404)
    }

    @Test("HEAD is GET without the body")
    func head() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let full = try await api.send(.get, Self.path)
        let head = try await api.send(.head, Self.path)
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(head.headers[.eTag] == full.headers[.eTag])
        #expect(head.headers[.contentLength] == String(full.body.count))
        #expect(try await api.send(.head, "/v1-catalog/templates/sample:no").status == 404)
    }

    @Test(
        "an address says which methods it takes",
        arguments: [
            ("/v1-catalog", "GET, HEAD, OPTIONS"), ("/v1-catalog/templates", "GET, HEAD, OPTIONS, POST"),
            ("/v1-catalog/catalogs/x", "GET, HEAD, OPTIONS, POST, PUT, DELETE"), ("/healthz", "GET, HEAD, OPTIONS"),
        ])
    func methods(path: String, allowed: String) async throws {
        let api = TestAPI(SampleCatalogs.load())
        let options = try await api.send(.options, path)
        #expect(options.status == 204 && options.headers[.allow] == allowed)
        let refused = try await api.send(.patch, path)
        #expect(refused.status == 405 && refused.headers[.allow] == allowed)
        #expect(try refused.json["code"] == .string("method-not-allowed"))
    }

    @Test("what clients ask for does not make the cache grow beyond its bounds")
    func bounds() async throws {
        var limits = APILimits()
        (limits.cacheEntries, limits.cacheBytes) = (16, 40_000)
        let api = TestAPI(SampleCatalogs.load(), limits: limits)
        for number in 0..<200 {
            let reply = try await api.send(
                .get, "/v1-catalog/templates?rancherVersion=\(number)&projectId=\(number)",
                headers: ["Host": "h\(number)"])
            #expect(reply.status == 200)
            let size = api.responder.cache.usage
            #expect(size.entries <= 16 && size.bytes <= 40_000)
        }
        #expect(api.responder.cache.usage.entries > 0)
    }

    @Test("an answer made from an old publication is not kept")
    func lateAnswers() async throws {
        let cache = AnswerCache(bytes: 1_000, entries: 8)
        func answer(_ text: String) -> Answer { Answer(kept: Array(text.utf8), contentType: "text/plain") }
        _ = await cache.value("a", generation: 2) { answer("new") }
        let late = await cache.value("b", generation: 1) { answer("old") }
        #expect(late.body == answer("old").body)
        let next = await cache.value("b", generation: 2) { answer("newer") }
        #expect(next.body == answer("newer").body)
        let kept = await cache.value("a", generation: 2) { answer("made again") }
        #expect(kept.body == answer("new").body)
    }
}

extension PublishedCatalog {
    /// A catalog that was added and has not been refreshed.
    static var neverRefreshed: PublishedCatalog {
        PublishedCatalog(
            key: CatalogKey(environment: "global", name: "new"), url: "https://example.org/new.git", branch: "",
            kind: "", state: .requested, lastRefresh: nil, snapshot: nil)
    }
}
