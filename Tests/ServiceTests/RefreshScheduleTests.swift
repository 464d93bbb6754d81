@testable import Service
import Catalog
import Git
import Logging
import MusterTesting
import ServiceLifecycle
import Store
import Testing

@Suite("Refresh schedule")
struct RefreshScheduleTests {
    private static func key(_ name: String, _ environment: String = "global") -> CatalogKey {
        CatalogKey(environment: environment, name: name)
    }

    @Test(
        "a catalog that keeps failing or is slow again and again sits out more and more passes, and none after a success",
        arguments: [
            (BackOff.Outcome.failed, [0, 1, 3, 7, 15, 23, 31, 39]),
            (.slow, [0, 1, 3, 7, 11, 15, 19, 23, 27, 31, 35, 39]),
        ])
    func backOff(outcome: BackOff.Outcome, passes: [Int]) {
        let key = Self.key("c")
        var backOff = BackOff()
        var tried: [Int] = []
        for pass in 0..<40 where backOff.isDue(key) {
            tried.append(pass)
            backOff.record(key, outcome)
        }
        #expect(tried == passes)
        backOff.record(key, .well)
        let due = [backOff.isDue(key), backOff.isDue(key)]
        #expect(due == [true, true])
    }

    @Test("a catalog that is still being refreshed holds up nobody, and misses no turn of its own")
    func ownRhythm() {
        var rhythm = RefreshRhythm()
        let (slow, quick) = (Self.key("slow"), Self.key("quick"))
        rhythm.pass([slow, quick])
        #expect(rhythm.begin() == [slow, quick])
        for _ in 0..<5 {
            rhythm.end(quick, .well)
            rhythm.pass([slow, quick])
            #expect(rhythm.begin() == [quick])
        }
        rhythm.end(quick, .well)
        rhythm.end(slow, .failed)
        rhythm.pass([slow, quick])
        #expect(rhythm.begin() == [slow, quick])
    }

    @Test("an environment has a few refreshes side by side, others as many, and who ends makes room for the next")
    func places() {
        var rhythm = RefreshRhythm()
        let many = (0..<10).map { Self.key("c\($0)") }
        let other = Self.key("own", "1a5")
        rhythm.pass(many + [other])
        #expect(rhythm.begin { $0 == many[9] } == Array(many[..<6]) + [many[9], other])
        rhythm.end(many[0], .well)
        #expect(rhythm.begin() == [], "seven are under way")
        rhythm.end(many[1], .slow)
        #expect(rhythm.begin() == [many[6]])
        rhythm.pass([other])
        rhythm.end(many[2], .well)
        #expect(rhythm.begin() == [], "those that are gone wait no more")
    }

    @Test("one silent remote holds up no pass of the others")
    func passes() async throws {
        let listener = try SilentListener()
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(
            catalogs: [
                ConfiguredCatalog(name: "good", url: repository.path),
                ConfiguredCatalog(name: "silent", url: "git://127.0.0.1:\(listener.port)/x.git"),
            ], deadlines: Deadlines(idle: .seconds(600), total: .seconds(600)))
        defer { fixture.remove() }
        let (service, clock) = (fixture.service, ManualClock())
        let schedule = RefreshSchedule(service: service, interval: .seconds(300), wait: clock.clock.wait)
        let task = Task { try await schedule.run() }
        for round in 0..<3 {
            try await clock.whenSleeping()
            while service.publication.catalog(Self.key("good"))?.snapshot == nil
                || service.publication.catalog(Self.key("good"))?.state != .active
            {
                await Task.yield()
            }
            #expect(service.publication.catalog(Self.key("silent"))?.state == .fetching)
            let commit = try repository.commit(ServiceFixture.files(versions: ["1.\(round).1"]))
            clock.pass(.seconds(400))
            try await eventually { service.publication.catalog(Self.key("good"))?.snapshot?.commit == commit }
        }
        task.cancel()
        service.flights.cancelAll()
        try await task.value
    }
}

@Suite("Stopping")
struct StoppingTests {
    @Test("a stop ends a fetch from a silent remote, and remembers no failure")
    func silentRemote() async throws {
        let listener = try SilentListener()
        let key = CatalogKey(environment: "global", name: "silent")
        let fixture = try ServiceFixture(catalogs: [
            ConfiguredCatalog(name: key.name, url: "git://127.0.0.1:\(listener.port)/x.git")
        ])
        defer { fixture.remove() }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            services: [RefreshSchedule(service: fixture.service, interval: .seconds(300))], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually { fixture.service.publication.catalog(key)?.state == .fetching }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        let catalog = try #require(fixture.service.publication.catalog(key))
        #expect(catalog.state == .requested)
        #expect(catalog.lastRefresh == nil)
    }
}
