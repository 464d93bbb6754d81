@testable import Service
import Logging
import MusterTesting
import ServiceLifecycle
import Store
import Testing

@Suite("Refresh schedule")
struct RefreshScheduleTests {
    @Test("a catalog that keeps failing sits out more and more passes, and none after a success")
    func backOff() {
        let key = CatalogKey(environment: "global", name: "c")
        var backOff = BackOff()
        var tried: [Int] = []
        for pass in 0..<40 where backOff.isDue(key) {
            tried.append(pass)
            backOff.record(key, failed: true)
        }
        #expect(tried == [0, 1, 3, 7, 15, 23, 31, 39])
        backOff.record(key, failed: false)
        let due = [backOff.isDue(key), backOff.isDue(key)]
        #expect(due == [true, true])
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
            while fixture.service.publication.catalog(key)?.state != .refreshing { await Task.yield() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        let catalog = try #require(fixture.service.publication.catalog(key))
        #expect(catalog.state == .requested)
        #expect(catalog.lastRefresh == nil)
    }
}
