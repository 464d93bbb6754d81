import Catalog
import HTTPTypes
import JSON
import MusterTesting
import Service
import Synchronization
import Testing

@testable import HTTPAPI

@Suite("Large lists")
struct StreamedListTests {
    /// One template whose 120 versions lead to one another, which takes several pieces, between small ones.
    private static func load() async throws -> InMemoryCatalogs {
        var template = Template(
            folderPath: "templates/many", tree: LargeFiles.id(0, []), base: "", folderName: "many")
        template.versions = (0..<120).map { (number: Int) in
            TemplateVersion(folderName: "\(number)", revision: number, version: "1.0.\(number)")
        }
        return InMemoryCatalogs([
            SampleCatalogs.catalog("before"), LargeFiles.catalog(template), SampleCatalogs.catalog("behind"),
            try await LintedCatalogs.catalog(),
        ])
    }

    private static func api(_ catalogs: InMemoryCatalogs, wholeListBytes: Int) -> TestAPI {
        var limits = APILimits()
        limits.wholeListBytes = wholeListBytes
        return TestAPI(catalogs, limits: limits)
    }

    private static let paths = [
        "/v1-catalog/templateversions", "/v1-catalog/templateversions?catalogId=before",
        "/v1-catalog/templateversions?catalogId=nobody", "/v1-catalog/templates", "/v1-catalog/templates?limit=2",
        "/v1-catalog/templates?catalogId=nobody", "/v1-catalog/findings", "/v1-catalog/findings?catalogId=behind",
    ]

    @Test(
        "what is made some elements at a time is what is made whole, byte for byte", arguments: paths,
        ["application/json", "text/html,*/*"])
    func same(path: String, accept: String) async throws {
        let headers = ["Accept": accept, "User-Agent": "Mozilla/5.0"]
        let catalogs = try await Self.load()
        let whole = try await Self.api(catalogs, wholeListBytes: .max).send(.get, path, headers: headers)
        let api = Self.api(catalogs, wholeListBytes: 0)
        for _ in 0..<2 {
            let streamed = try await api.send(.get, path, headers: headers)
            #expect(streamed.status == 200 && streamed.body == whole.body)
            #expect(streamed.headers[.contentLength] == String(whole.body.count))
            #expect(streamed.headers[.eTag] == whole.headers[.eTag])
        }
        let tag = try #require(whole.headers[.eTag])
        let known = try await api.send(.get, path, headers: headers.merging(["If-None-Match": tag]) { $1 })
        #expect(known.status == 304 && known.body.isEmpty)
    }

    @Test("of a large list only what it is made from is kept")
    func memory() async throws {
        let api = Self.api(try await Self.load(), wholeListBytes: 100_000)
        let list = try await api.send(.get, "/v1-catalog/templateversions")
        #expect(list.body.count > 500_000)
        #expect(api.responder.cache.usage.bytes < 10_000 && api.responder.ready.answers.usage.entries == 0)
        #expect(api.responder.begunTemplates.usage.entries == 1)
        _ = try await api.send(.get, "/v1-catalog/templates")
        #expect(api.responder.ready.answers.usage.entries == 1, "a small one is kept whole")
    }

    @Test("a list that goes on while other catalogs change finds its template again; a replaced one is let go of")
    func begun() async throws {
        let served = try await Self.load().publication
        let begun = BegunTemplates(bytes: 1 << 30, entries: 64)
        let finds = Mutex(0)
        let listing = TemplateListing(
            of: served.catalogs, TemplateFilter(try RequestQuery("", limit: 1)), .whole, matches: nil)
        var versions = VersionElements(
            listing: listing, links: Links(base: "", environment: nil), begun: begun, variant: []
        ) { place in
            if place.catalog.key.name == "large" { finds.withLock { $0 += 1 } }
            return FoundTemplate(
                catalog: place.catalog, template: place.template,
                selection: VersionSelection(of: place.template, rancherVersion: ""))
        }
        var pieces = 0
        var isGoingOn = true
        while isGoingOn {
            var writer = JSONWriter(capacity: 1_024)
            writer.array { isGoingOn = versions.write(to: &$0, upTo: 1_024) }
            pieces += 1
            begun.forget(allBut: Publication(generation: UInt64(pieces), catalogs: served.catalogs))
        }
        // Twice where a piece ends just before its first version.
        #expect(pieces > 20 && finds.withLock { $0 } <= 2)
        #expect(begun.usage.entries > 0)
        begun.forget(allBut: Publication(generation: 1_000, catalogs: []))
        #expect(begun.usage.entries == 0)
    }
}
