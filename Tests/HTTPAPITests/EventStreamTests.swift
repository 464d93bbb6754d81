import Logging
import MusterTesting
import Service
import ServiceLifecycle
import Testing

@testable import HTTPAPI

@Suite("Event streams", .timeLimit(.minutes(2)))
struct EventStreamTests {
    private static func catalogs(keeping events: Int = 4_096) -> InMemoryCatalogs {
        var limits = EventLog.Limits()
        limits.events = events
        return InMemoryCatalogs([EventCatalogs.catalog(versions: 1)], events: EventLog(run: "run", limits: limits))
    }

    @Test("a stream opens at once with a comment, and tells what happens as it happens")
    func live() async throws {
        let catalogs = Self.catalogs()
        try await LiveServer.run(catalogs) { server in
            let reader = try await EventReader(port: server.port)
            #expect(reader.head.hasPrefix("HTTP/1.1 200 OK"))
            #expect(reader.head.lowercased().contains("content-type: text/event-stream"))
            #expect(reader.head.lowercased().contains("cache-control: no-store"))
            let opening = try #require(try await reader.block())
            #expect(!opening.comments.isEmpty && opening.retry != nil && opening.id == "run-0" && opening.data == nil)
            catalogs.publish([EventCatalogs.catalog(versions: 2)])
            let events = try await reader.events(3)
            #expect(events.map(\.id) == ["run-1", "run-2", "run-3"])
            #expect(events.map(\.event) == ["catalog.refreshed", "version.added", "default.changed"])
            let refreshed = try events[0].json
            #expect(refreshed["type"] == .string("event") && refreshed["kind"] == .string("catalog.refreshed"))
            #expect(refreshed["id"] == .string("run-1") && refreshed["catalogId"] == .string("cat"))
            #expect(refreshed["commit"] == .string("commit-2") && refreshed["previousCommit"] == .string("commit-1"))
            #expect(refreshed["added"] == .number(1) && refreshed["complete"] == .boolean(true))
            let added = try events[1].json
            #expect(added["templateId"] == .string("cat:infra*app") && added["version"] == .string("1.1.0"))
            #expect(added["versionId"] == .string("cat:infra*app:1"))
            #expect(added["externalId"] == .string("catalog://cat:infra*app:1"))
            let address = "http://HOST/v1-catalog/templateversions/cat:infra*app:1"
            #expect(added["links"]?["version"] == .string(address))
            let changed = try events[2].json
            #expect(changed["from"] == .string("1.0.0") && changed["to"] == .string("1.1.0"))
        }
    }

    @Test("who comes back is told exactly what it missed, in order", arguments: 0...9)
    func resumed(known: Int) async throws {
        let catalogs = Self.catalogs()
        for versions in 2...4 { catalogs.publish([EventCatalogs.catalog(versions: versions)]) }
        try await LiveServer.run(catalogs) { server in
            let reader = try await EventReader(port: server.port, headers: ["Last-Event-ID: run-\(known)"])
            let missed = try await reader.events(9 - known).map(\.id)
            #expect(missed == (known..<9).map { "run-\($0 + 1)" })
            catalogs.publish([EventCatalogs.failed("cat", "no route")])
            #expect(try await reader.events(1).map(\.event) == ["catalog.failed"])
        }
    }

    @Test(
        "who knows nothing that the log knows is told to read everything again, and goes on from now",
        arguments: ["other-3", "run-2", "run-999", "run-18446744073709551615"])
    func reset(known: String) async throws {
        let catalogs = Self.catalogs(keeping: 4)
        for versions in 2...4 { catalogs.publish([EventCatalogs.catalog(versions: versions)]) }
        try await LiveServer.run(catalogs) { server in
            let reader = try await EventReader(port: server.port, headers: ["Last-Event-ID: \(known)"])
            let event = try #require(try await reader.events(1).first)
            #expect(event.event == "reset" && event.id == "run-9")
            #expect(try event.json["kind"] == .string("reset"))
            catalogs.publish([EventCatalogs.failed("cat", "no route")])
            #expect(try await reader.events(1).map(\.id) == ["run-10"])
        }
    }

    @Test("a client sees global catalogs and those of its own environment, and of these the one it asks for")
    func isolation() async throws {
        let catalogs = Self.catalogs()
        let all = [
            EventCatalogs.catalog("a", versions: 1), EventCatalogs.catalog("b", environment: "1a5", versions: 1),
            EventCatalogs.catalog("c", environment: "1a6", versions: 1),
        ]
        try await LiveServer.run(catalogs) { server in
            let readers = [
                (try await EventReader(port: server.port), ["a", "end"]),
                (try await EventReader(port: server.port, headers: ["X-API-Project-Id: 1a5"]), ["a", "b", "end"]),
                (try await EventReader(port: server.port, query: "?projectId=1a6"), ["a", "c", "end"]),
                (try await EventReader(port: server.port, query: "?projectId=1a5&catalogId=b"), ["b"]),
            ]
            catalogs.publish(all + catalogs.publication.catalogs)
            catalogs.publish(catalogs.publication.catalogs + [EventCatalogs.failed("end", "x")])
            for (reader, expected) in readers {
                // Each new catalog is added and refreshed, or added and failed.
                let events = try await reader.events(expected.count * 2)
                let names = try events.map { try $0.json["catalogId"]?.string ?? "" }
                #expect(names == expected.flatMap { [$0, $0] })
            }
        }
    }

    @Test("a stream shows that it lives with what need not be told again, for all clients at one tick")
    func heartbeat() async throws {
        let catalogs = Self.catalogs()
        var limits = APILimits()
        limits.eventHeartbeat = 2
        let (seconds, clock) = AsyncStream.makeStream(of: Void.self)
        try await LiveServer.run(catalogs, limits: limits, seconds: seconds) { server in
            let readers = [
                try await EventReader(port: server.port),
                try await EventReader(port: server.port, query: "?catalogId=x"),
            ]
            for reader in readers { _ = try await reader.block() }
            catalogs.publish([EventCatalogs.failed("cat", "no route")])
            #expect(try await readers[0].events(1).count == 1)
            for _ in 0..<2 { clock.yield() }
            for reader in readers {
                let block = try #require(try await reader.block())
                #expect(block.event == nil && block.data == nil && block.id == "run-1" && block.comments == [""])
            }
        }
    }

    @Test("a client that does not read holds up nobody; when it reads again it is told what it lost")
    func slow() async throws {
        let catalogs = Self.catalogs(keeping: 8)
        try await LiveServer.run(catalogs) { server in
            let slow = try await EventReader(port: server.port, receiveBuffer: 4_096)
            let quick = try await EventReader(port: server.port)
            // More than the sockets of this machine and the server's own buffers hold.
            let text = String(repeating: "x", count: 1 << 18)
            for number in 1...80 {
                catalogs.publish([EventCatalogs.failed("cat", "\(number) \(text)")])
                let event = try #require(try await quick.events(1).first)
                #expect(event.id == "run-\(number)")
            }
            var last = 0
            var wasReset = false
            while last < 80 {
                let event = try #require(try await slow.events(1).first)
                let number = try #require(event.id?.split(separator: "-").last.flatMap { Int($0) })
                #expect(number > last, "nothing twice, nothing out of order")
                if event.event == "reset" { wasReset = true } else { #expect(wasReset || number == last + 1) }
                last = number
            }
            #expect(wasReset)
        }
    }

    @Test("a client that goes away is not counted any more, whether it waits or does not read")
    func departure() async throws {
        let catalogs = Self.catalogs()
        try await LiveServer.run(catalogs) { server in
            let listeners = server.server.responder.listeners
            for query in ["?since=", "?since=&wait=60"] {
                try await eventually { listeners.count == 0 }
                let connection = try RawConnection(port: server.port)
                connection.send("GET /v1-catalog/events\(query) HTTP/1.1\r\nHost: HOST\r\n\r\n")
                try await eventually { listeners.count == 1 }
                withExtendedLifetime(connection) {}
            }
            try await eventually { listeners.count == 0 }
            do {
                // Everything is read, so that the connection is closed in order and not broken off.
                let reader = try await EventReader(port: server.port)
                #expect(try await reader.block() != nil)
                #expect(listeners.count == 1)
            }
            try await eventually { listeners.count == 0 }
            do {
                _ = try await EventReader(port: server.port, receiveBuffer: 4_096)
                #expect(listeners.count == 1)
                for number in 1...40 {
                    catalogs.publish([
                        EventCatalogs.failed("cat", "\(number) " + String(repeating: "x", count: 1 << 18))
                    ])
                }
            }
            try await eventually { listeners.count == 0 }
        }
    }

    @Test("one listener more than the limit is refused until another leaves", arguments: ["", "?since=&wait=9"])
    func limit(query: String) async throws {
        var limits = APILimits()
        limits.eventListeners = 2
        try await LiveServer.run(Self.catalogs(), limits: limits) { server in
            let listeners = server.server.responder.listeners
            var readers = [try await EventReader(port: server.port), try await EventReader(port: server.port)]
            let refused = try await RawConnection(port: server.port).request("/v1-catalog/events\(query)")
            #expect(refused.status == 503 && refused.header("retry-after") == "10")
            #expect(String(decoding: refused.body, as: UTF8.self).contains("\"code\":\"too-many-listeners\""))
            let metrics = try await RawConnection(port: server.port).request("/metrics")
            #expect(String(decoding: metrics.body, as: UTF8.self).contains("\nmuster_event_listeners 2\n"))
            readers.removeLast()
            try await eventually { listeners.count == 1 }
            #expect(try await EventReader(port: server.port).block() != nil)
        }
    }

    @Test("a stop ends streams and polls at once, and does not wait for who does not read")
    func stop() async throws {
        let catalogs = Self.catalogs()
        // Open until the server has ended.
        var stuck: EventReader?
        try await LiveServer.run(catalogs) { server in
            let reader = try await EventReader(port: server.port)
            stuck = try await EventReader(port: server.port, receiveBuffer: 4_096)
            async let poll = RawConnection(port: server.port).request("/v1-catalog/events?since=&wait=60")
            try await eventually { server.server.responder.listeners.count == 3 }
            // The poll ends with the first of these, so one more begins below.
            for number in 1...40 {
                catalogs.publish([EventCatalogs.failed("cat", "\(number) " + String(repeating: "x", count: 1 << 18))])
                _ = try await reader.events(1)
            }
            #expect(try await poll.status == 200)
            async let last = RawConnection(port: server.port).request("/v1-catalog/events?since=&wait=60")
            try await eventually { server.server.responder.listeners.count == 3 }
            await server.group.triggerGracefulShutdown()
            #expect(try await reader.block() == nil)
            #expect(reader.isAtEnd)
            #expect(try await last.status == 200)
        }
        withExtendedLifetime(stuck) {}
    }

    @Test("a connection goes on after a poll, and pipelined requests behind it are answered in order")
    func pipelined() async throws {
        try await LiveServer.run(Self.catalogs()) { server in
            let connection = try RawConnection(port: server.port)
            let ready = try await connection.request("/v1-catalog/templates")
            let paths = [
                "/v1-catalog/events?since=&wait=0", "/v1-catalog/templates", "/v1-catalog/events?since=&wait=0",
            ]
            let text = paths.map { "GET \($0) HTTP/1.1\r\nHost: HOST\r\n\r\n" }.joined()
            let replies = try await connection.exchange(text, bodies: [true, true, true])
            #expect(replies[1].body == ready.body && replies[0].body == replies[2].body)
            #expect(server.server.responder.ready.catalogAnswers.usage.entries == 0)
            #expect(server.server.responder.ready.answers.usage.entries == 1, "lists of events are not kept")
        }
    }
}
