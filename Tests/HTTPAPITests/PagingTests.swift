import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Pages and order of a list")
struct PagingTests {
    private static let templates = "/v1-catalog/templates"

    private static func ids(_ reply: TestAPI.Reply) throws -> [String] {
        try reply.json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
    }

    /// The path and query of an address.
    private static func path(_ address: String?) throws -> String {
        String(try #require(address).dropFirst("http://HOST".count))
    }

    @Test("pages follow each other by `next`, every entry once, and lead back by `previous`")
    func pages() async throws {
        let api = TestAPI(SampleCatalogs.many(7))
        let whole = try Self.ids(try await api.send(.get, Self.templates))
        var path: String? = Self.templates + "?catalogId=many&limit=3"
        var seen: [[String]] = []
        var previous: [String?] = []
        while let current = path {
            let reply = try await api.send(.get, current)
            let pagination = try #require(try reply.json["pagination"])
            #expect(pagination["limit"] == .number(3) && pagination["total"] == .number(7))
            #expect(pagination["partial"] == .boolean(true))
            seen.append(try Self.ids(reply))
            previous.append(pagination["previous"]?.string)
            let next = pagination["next"]?.string
            path = next == nil ? nil : try Self.path(next)
            #expect(next?.contains("catalogId=many") != false)
        }
        #expect(seen.map(\.count) == [3, 3, 1])
        #expect(seen.flatMap { $0 } == whole)
        #expect(previous[0] == nil)
        for page in 1..<3 {
            let back = try await api.send(.get, try Self.path(previous[page]))
            #expect(try Self.ids(back) == seen[page - 1])
        }
    }

    @Test("without a limit a list is whole and has no pagination; a limit that holds all has one that is not partial")
    func whole() async throws {
        let api = TestAPI(SampleCatalogs.many(7))
        let plain = try await api.send(.get, Self.templates).json
        #expect(plain["pagination"] == nil && plain["sort"] == nil)
        let all = try await api.send(.get, Self.templates + "?limit=100").json
        #expect(all["data"]?.array?.count == 7)
        #expect(all["pagination"]?["partial"] == .boolean(false) && all["pagination"]?["next"] == .null)
    }

    @Test("a marker of another list is an error that says to begin again")
    func marker() async throws {
        let api = TestAPI(SampleCatalogs.many(7))
        let reply = try await api.send(.get, Self.templates + "?limit=2&marker=many:gone")
        #expect(reply.status == 422)
        #expect(try reply.json["code"] == .string("invalid-marker"))
    }

    @Test(
        "a list is sorted by what was asked for, of equals by id, and says how to turn it round",
        arguments: [
            ("sort=id", ["t0", "t1", "t2", "t3"]), ("sort=id&order=desc", ["t3", "t2", "t1", "t0"]),
            ("sort=name", ["t3", "t2", "t1", "t0"]), ("sort=category", ["t0", "t2", "t1", "t3"]),
            ("sort=category&order=desc&limit=2", ["t3", "t1"]), ("order=desc", ["t3", "t2", "t1", "t0"]),
        ])
    func sorted(query: String, expected: [String]) async throws {
        let api = TestAPI(SampleCatalogs.many(4))
        let reply = try await api.send(.get, "\(Self.templates)?\(query)")
        #expect(try Self.ids(reply) == expected.map { "many:\($0)" })
        guard query.hasPrefix("sort") else { return }
        let sort = try #require(try reply.json["sort"])
        #expect(sort["order"]?.string == (query.contains("desc") ? "desc" : "asc"))
        let turned = try await api.send(.get, try Self.path(sort["reverse"]?.string))
        #expect(try turned.json["sort"]?["order"]?.string == (query.contains("desc") ? "asc" : "desc"))
    }

    @Test(
        "names are found by a pattern",
        arguments: [
            ("name 1%25", 4), ("%25AME%25", 12), ("name 1", 1), ("%252", 2), ("n%25e%251%252", 1), ("%25", 12),
            ("x%25", 0), ("name", 0),
        ])
    func pattern(pattern: String, count: Int) async throws {
        let api = TestAPI(SampleCatalogs.many(12))
        let query = pattern.replacing(" ", with: "+")
        let reply = try await api.send(.get, "\(Self.templates)?name_like=\(query)")
        #expect(try Self.ids(reply).count == count)
    }

    @Test("a page larger than the largest is the largest, and sizes that mean nothing are none")
    func limits() throws {
        #expect(try ListPage(RequestQuery("limit=99999", limit: 10)).limit == 1000)
        for text in ["", "0", "-1", "x", "1.5", "99999999999999999999"] {
            #expect(try ListPage(RequestQuery("limit=\(text)", limit: 10)).limit == nil, "\(text)")
        }
    }
}
