import HTTPTypes
import Lanes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("Work for clients")
struct WorkTests {
    /// A request, and whether it is refused while the lane for compiling is full.
    struct Case: Sendable, CustomTestStringConvertible {
        let path: String
        let isRefused: Bool
        var testDescription: String { path }
    }

    static let cases = [
        Case(path: "/healthz", isRefused: false), Case(path: "/readyz", isRefused: false),
        Case(path: "/metrics", isRefused: false), Case(path: "/v1-catalog", isRefused: false),
        Case(path: "/v1-catalog/schemas", isRefused: false), Case(path: "/v1-catalog/catalogs", isRefused: false),
        Case(path: "/v1-catalog/templates/?rancherVersion=v1.6.30&templateBase_eq=infra", isRefused: false),
        Case(path: "/v1-catalog/templates?category_ne=infra&category=One", isRefused: false),
        Case(path: "/v1-catalog/templates/mine:infra*net?rancherVersion=v1.6.30", isRefused: false),
        Case(path: "/v1-catalog/templates/mine:infra*net:1", isRefused: false),
        Case(path: "/v1-catalog/templateversions/mine:infra*net:1?rancherVersion=v1.6.30", isRefused: false),
        Case(path: "/v1-catalog/templates?limit=1", isRefused: true),
        Case(path: "/v1-catalog/templates?q=net", isRefused: true),
        Case(path: "/v1-catalog/templateversions", isRefused: true),
        Case(path: "/v1-catalog/findings", isRefused: true),
        Case(path: "/v1-catalog/bundles/infra", isRefused: true),
        Case(path: "/v1-catalog/environments", isRefused: true),
        Case(path: "/v1-catalog/templateversions/mine:infra*net:1/upgradeplan", isRefused: true),
    ]

    @Test("a full lane refuses what only our own clients ask for, never what Rancher reads", arguments: cases)
    func full(row: Case) async throws {
        let served = try await DescribedRequest.served()
        try await FullLanes.run { lanes in
            let reply = try await TestAPI(served, lanes: lanes).send(.get, row.path)
            #expect((reply.status == 503 && reply.text.contains("busy")) == row.isRefused, "\(reply.text)")
            if row.isRefused { #expect(reply.headers[.retryAfter] == "\(LaneFull.retryAfter)") }
        }
    }

    @Test("a failure that took work to find is found once a publication")
    func failuresAreKept() async throws {
        let api = TestAPI(try await DescribedRequest.served())
        let path = "/v1-catalog/templateversions/mine:infra*broken:0?action=compile"
        let (first, second) = (try await api.send(.post, path), try await api.send(.post, path))
        #expect(first.status == 422 && first.body == second.body)
        #expect(api.responder.failures.usage.hits == 1)
        _ = try await api.send(.post, path, body: #"{"answers": {"A": "another"}}"#)
        #expect(api.responder.failures.usage.hits == 1)
    }

    @Test("the metrics show how each lane is used")
    func metrics() async throws {
        let text = try await TestAPI(try await DescribedRequest.served()).send(.get, "/metrics").text
        for lane in Lane.all {
            #expect(text.contains("muster_lane_width{lane=\"\(lane.character.name)\"} \(lane.character.width)\n"))
        }
    }

    @Test("what a client asked to have compiled ends when the client leaves")
    func departure() async throws {
        var lanes = APILanes()
        lanes.compiling = Lane(Lane.Character("busy", width: 1))
        let compiling = lanes.compiling
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let work = Task { try await compiling.run(for: .process) { for await _ in end { return } } }
        try await eventually { compiling.usage.running > 0 }
        try await LiveServer.run(try await DescribedRequest.served(), lanes: lanes) { server in
            var client: RawConnection? = try RawConnection(port: server.port)
            client?.send("GET /v1-catalog/templateversions HTTP/1.1\r\nHost: h\r\n\r\n")
            try await eventually { compiling.usage.waiting > 0 }
            client = nil
            try await eventually { compiling.usage.waiting == 0 }
        }
        ending.yield()
        try await work.value
    }
}
