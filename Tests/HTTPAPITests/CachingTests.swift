import Catalog
import MusterTesting
import HTTPTypes
import Service
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
            // Nothing of the form of a body that is not sent.
            #expect(reply.headers[.contentType] == nil && reply.headers[.xContentTypeOptions] == nil)
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

    @Test("files that are let go of while an answer is made are none of the client's trouble")
    func replaced() async throws {
        let catalogs = SampleCatalogs.load()
        let api = TestAPI(catalogs)
        catalogs.loseNextContent(to: [SampleCatalogs.catalog()])
        #expect(try await api.send(.get, Self.path).status == 200)
        catalogs.loseNextContent(to: [SampleCatalogs.catalog()])
        let compile = "/v1-catalog/templateversions/sample:plain:0?action=compile"
        #expect(try await api.send(.post, compile, body: "{}").status != 500)
        catalogs.publish([SampleCatalogs.catalog()])
        catalogs.forgetContents()
        #expect(try await api.send(.get, Self.path).status == 500, "really gone")
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
        let cache = AnswerCache<Int>(bytes: 10_000, entries: 8)
        func answer(_ text: String) -> Answer { Answer(kept: Array(text.utf8), contentType: "text/plain") }
        _ = await cache.value("a", generation: 2) { answer("new") }
        let late = await cache.value("b", generation: 1) { answer("old") }
        #expect(late.body == answer("old").body)
        let next = await cache.value("b", generation: 2) { answer("newer") }
        #expect(next.body == answer("newer").body)
        let kept = await cache.value("a", generation: 2) { answer("made again") }
        #expect(kept.body == answer("new").body)
    }

    @Test("what is asked for again outlives any number of things that are asked for once")
    func flood() {
        let cache = GenerationCache<Int, Int, [UInt8]>(bytes: 1_000, entries: 100) { $1.count }
        for useful in 0..<10 {
            cache.keep([1], for: useful, generation: 1)
            #expect(cache.find(useful, generation: 1) != nil)
        }
        for number in 100..<100_000 {
            cache.keep([UInt8](repeating: 0, count: 20), for: number, generation: 1)
        }
        for useful in 0..<10 { #expect(cache.find(useful, generation: 1) == [1]) }
        #expect(cache.usage.entries <= 100 && cache.usage.bytes <= 1_000)
    }

    @Test("whatever is asked for, the bounds hold, and what was kept is found as it was")
    func property() {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        let cache = GenerationCache<Int, Int, [UInt8]>(bytes: 1_000, entries: 20) { $1.count }
        for _ in 0..<20_000 {
            let key = Int.random(in: 0..<40, using: &generator)
            let value = [UInt8](repeating: UInt8(key), count: key * key)
            if let found = cache.find(key, generation: 1) {
                #expect(found == value)
            } else {
                cache.keep(value, for: key, generation: 1)
            }
            let usage = cache.usage
            #expect(
                usage.entries <= 20 && usage.bytes <= 1_000 && usage.bytes >= 0, "seed \(generator.seed)")
        }
        #expect(cache.drop { $0 < 2 }.count <= 20 && cache.usage.bytes == 0)
    }

    @Test("what is made from what comes next is kept beside what is served, and stays when that is over")
    func nextGeneration() {
        let cache = GenerationCache<String, Int, String>(bytes: 1_000, entries: 20) { $1.utf8.count }
        cache.keep("served", for: "a", generation: 1)
        cache.keep("next", for: "a", generation: 2)
        #expect(cache.find("a", generation: 1) == "served" && cache.find("a", generation: 2) == "next")
        #expect(cache.has("a", generation: 2) && !cache.has("a", generation: 3))
        #expect(cache.values { $0 == 1 } == ["served"])
        #expect(cache.drop { $0 < 2 } == ["served"])
        #expect(cache.find("a", generation: 1) == nil && cache.find("a", generation: 2) == "next")
        #expect(cache.usage.entries == 1 && cache.usage.bytes == 4)
    }

    @Test("a body's compressed form counts from when it is there")
    func compressed() async throws {
        let api = TestAPI(SampleCatalogs.many(200))
        let path = "/v1-catalog/templates"
        _ = try await api.send(.get, path)
        let before = api.responder.cache.usage.bytes
        for _ in 0..<2 { _ = try await api.send(.get, path, headers: ["Accept-Encoding": "gzip"]) }
        #expect(api.responder.cache.usage.bytes > before + 1_000)
    }

    @Test(
        "what is kept for the next publication is the shortest request, whatever headers the client sent"
    )
    func keptRequests() async throws {
        let api = TestAPI(SampleCatalogs.load())
        let headers = [
            "Cookie": String(repeating: "c", count: 9_000), "X-API-Project-Id": "1a5", "Accept": "*/*",
        ]
        _ = try await api.send(.get, Self.path, headers: headers)
        #expect(api.responder.ready.answers.usage.bytes < 6_000)
    }

    @Test("the shortest request of a key has that key")
    func shortestRequest() throws {
        for headers in [
            [:], ["User-Agent": "Mozilla/5.0"],
            ["User-Agent": "Mozilla/5.0", "Accept": "text/html, */*;q=0.8"],
            ["Accept": "application/sarif+json"], ["Accept-Encoding": "br, gzip"],
            ["X-Api-Project-Id": "1a5"],
            [
                "X-Forwarded-Proto": "https", "X-Forwarded-Host": "h", "X-Forwarded-Port": "8443",
                "X-Other": "x",
            ],
            ["X-API-request-url": "http://h/v1-catalog"],
            ["User-Agent": "Mozilla/5.0", "Accept": "*/*, application/sarif+json"],
        ] as [[String: String]] {
            var request = HTTPRequest(
                method: .head, scheme: "http", authority: "HOST", path: "/v1-catalog?x=y")
            for (name, value) in headers {
                request.headerFields[try #require(HTTPField.Name(name))] = value
            }
            let key = try #require(RequestKey(request))
            #expect(RequestKey(key.request) == key, "\(headers)")
        }
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
