import HTTPTypes
import MusterTesting
import Service
import Testing

@testable import HTTPAPI

@Suite("Event polls", .timeLimit(.minutes(2)))
struct EventPollTests {
    private static let path = "/v1-catalog/events"

    private static func catalogs() -> InMemoryCatalogs {
        InMemoryCatalogs([EventCatalogs.catalog(versions: 1)], events: EventLog(run: "run"))
    }

    private func ids(_ reply: TestAPI.Reply) throws -> [String] {
        guard case .array(let events) = try reply.json["data"] else { return ["no list"] }
        return events.map { $0["id"]?.string ?? "no id" }
    }

    @Test("what there is comes at once, with where to go on")
    func atOnce() async throws {
        let catalogs = Self.catalogs()
        let api = TestAPI(catalogs)
        catalogs.publish([EventCatalogs.catalog(versions: 2)])
        let reply = try await api.send(.get, "\(Self.path)?since=run-1&catalogId=cat&wait=60")
        #expect(try ids(reply) == ["run-2", "run-3"])
        #expect(try reply.json["next"] == .string("run-3"))
        #expect(try reply.json["type"] == .string("collection") && reply.json["resourceType"] == .string("event"))
        let next = "http://HOST\(Self.path)?catalogId=cat&wait=60&since=run-3"
        #expect(try reply.json["links"]?["next"] == .string(next))
        #expect(reply.headers[.cacheControl] == "no-store" && reply.headers[.eTag] == nil)
    }

    @Test("a poll that does not wait answers that there is nothing", arguments: ["", "run-0"])
    func nothing(since: String) async throws {
        let api = TestAPI(Self.catalogs())
        let reply = try await api.send(.get, "\(Self.path)?since=\(since)&wait=0")
        #expect(try ids(reply).isEmpty)
        #expect(try reply.json["next"] == .string("run-0"))
        #expect(api.responder.listeners.count == 0)
    }

    @Test("a poll waits for an event that its client sees, whatever else happens")
    func woken() async throws {
        let catalogs = Self.catalogs()
        let api = TestAPI(catalogs)
        async let reply = api.send(.get, "\(Self.path)?since=&catalogId=mine")
        try await eventually { api.responder.listeners.count > 0 }
        let others = [EventCatalogs.failed("other", "x"), EventCatalogs.failed("mine", environment: "1a5", "x")]
        catalogs.publish(catalogs.publication.catalogs + others)
        for _ in 0..<100 { await Task.yield() }
        #expect(api.responder.listeners.count == 1, "it waits still")
        catalogs.publish([EventCatalogs.failed("mine", "seen")] + catalogs.publication.catalogs)
        let page = try await reply
        #expect(page.text.contains("catalog.added") && !page.text.contains("other"))
        #expect(api.responder.listeners.count == 0)
        let next = try #require(try page.json["next"]?.string)
        let rest = try await api.send(.get, "\(Self.path)?since=\(next)&catalogId=mine&wait=0")
        #expect(try ids(page) + ids(rest) == ["run-5", "run-6"])
    }

    @Test("a poll whose time has passed is empty, and its client is not told again of what it did not see")
    func timedOut() async throws {
        let catalogs = Self.catalogs()
        let api = TestAPI(catalogs)
        async let reply = api.send(.get, "\(Self.path)?since=&catalogId=mine&wait=3")
        try await eventually { api.responder.listeners.count > 0 }
        catalogs.publish([EventCatalogs.catalog(versions: 2)])
        for _ in 0..<2 { api.responder.listeners.tick() }
        for _ in 0..<100 { await Task.yield() }
        #expect(api.responder.listeners.count == 1, "two of three seconds")
        api.responder.listeners.tick()
        #expect(try ids(try await reply).isEmpty)
        #expect(try await reply.json["next"] == .string("run-3"))
    }

    @Test("a long list comes in pages that leave nothing out")
    func pages() async throws {
        let catalogs = Self.catalogs()
        var limits = APILimits()
        limits.eventsOfPage = 4
        let api = TestAPI(catalogs, limits: limits)
        catalogs.publish([EventCatalogs.catalog(versions: 20)])
        var (since, seen) = ("run-0", [String]())
        while true {
            let reply = try await api.send(.get, "\(Self.path)?since=\(since)&wait=0")
            let page = try ids(reply)
            if page.isEmpty { break }
            #expect(page.count <= 4)
            seen += page
            since = try #require(try reply.json["next"]?.string)
        }
        #expect(seen == (1...21).map { "run-\($0)" })
    }

    @Test("who knows nothing that the log knows is told to read everything again", arguments: ["other-1", "run-9"])
    func reset(since: String) async throws {
        let reply = try await TestAPI(Self.catalogs()).send(.get, "\(Self.path)?since=\(since)")
        #expect(try reply.json["data"]?[0]?["kind"] == .string("reset"))
        #expect(try reply.json["next"] == .string("run-0"))
    }

    @Test("clients with the same question share its answer's bytes, others do not")
    func shared() async throws {
        let catalogs = Self.catalogs()
        let api = TestAPI(catalogs)
        catalogs.publish([EventCatalogs.catalog(versions: 2)])
        for _ in 0..<5 { _ = try await api.send(.get, "\(Self.path)?since=run-0&wait=0") }
        _ = try await api.send(.get, "\(Self.path)?since=run-0&wait=9")
        #expect(api.responder.pages.usage.entries == 1)
        let elsewhere = try await api.send(.get, "\(Self.path)?since=run-0", headers: ["Host": "elsewhere"])
        #expect(elsewhere.text.contains("http://elsewhere/") && !elsewhere.text.contains("http://HOST/"))
        #expect(api.responder.pages.usage.entries == 2)
    }

    @Test("HEAD neither waits nor listens, OPTIONS says the methods, others are refused")
    func methods() async throws {
        let api = TestAPI(Self.catalogs())
        let stream = try await api.send(.head, Self.path)
        #expect(stream.status == 200 && stream.headers[.contentType]?.hasPrefix("text/event-stream") == true)
        let list = try await api.send(.head, "\(Self.path)?since=")
        #expect(list.status == 200 && list.headers[.contentType] == "application/json" && list.body.isEmpty)
        #expect(api.responder.listeners.count == 0)
        #expect(try await api.send(.options, Self.path).headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(try await api.send(.post, Self.path).status == 405)
    }

    @Test("a page for browsers shows a poll's list")
    func page() async throws {
        let headers = ["User-Agent": "Mozilla/5.0", "Accept": "text/html,*/*"]
        let reply = try await TestAPI(Self.catalogs()).send(.get, "\(Self.path)?since=&wait=0", headers: headers)
        #expect(reply.headers[.contentType]?.hasPrefix("text/html") == true && reply.text.contains("collection"))
    }
}
