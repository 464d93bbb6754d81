import Catalog
import Store
import Synchronization
import Testing

@testable import Service

@Suite("The first pass")
struct FirstPassTests {
    private static func key(_ name: String, _ environment: String = "global") -> CatalogKey {
        CatalogKey(environment: environment, name: name)
    }

    /// Runs `wait` in a task; whether it has returned.
    private final class Waiter: Sendable {
        private let isDone = Mutex(false)
        private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

        init(_ wait: @escaping @Sendable () async -> Void) {
            let started = Task {
                await wait()
                isDone.withLock { $0 = true }
            }
            task.withLock { $0 = started }
        }

        var hasReturned: Bool { isDone.withLock { $0 } }
        func end() async { await task.withLock { $0 }?.value }
    }

    private let clock = ManualClock()

    private func pass(_ names: String...) -> FirstPass {
        let first = FirstPass(clock: clock.clock)
        first.begin(names.map { Self.key($0) }, isSettled: true)
        return first
    }

    @Test("a start that lacks nothing is listened to at once")
    func nothing() async {
        let first = pass()
        await first.listening(servesSomething: false)
        await first.lists()
        #expect(await first.catalogs([Self.key("a")], atMost: .seconds(30)) == [])
        #expect(clock.sleepers == 0)
    }

    @Test("it is listened to when every catalog that it lacks was fetched or tried, and not before")
    func fetched() async throws {
        let first = pass("a", "b")
        let waiter = Waiter { await first.listening(servesSomething: false) }
        try await clock.whenSleeping()
        first.end(Self.key("a"))
        first.received(Self.key("b"))
        clock.pass(.seconds(9))
        first.end(Self.key("b"))
        await waiter.end()
        #expect(first.pending == [] && clock.now == .seconds(9))
    }

    @Test("ten seconds of silence end the wait, a byte begins them anew")
    func silence() async throws {
        let first = pass("a", "b")
        let waiter = Waiter { await first.listening(servesSomething: false) }
        try await clock.whenSleeping()
        clock.pass(.seconds(6))
        first.heard(Self.key("b"))
        clock.pass(.seconds(4))
        try await clock.whenSleeping()
        #expect(!waiter.hasReturned, "b was heard four seconds ago")
        clock.pass(.seconds(6))
        await waiter.end()
        #expect(clock.now == .seconds(16))
        #expect(first.pending == [Self.key("a"), Self.key("b")], "requests that name them wait still")
    }

    @Test("what has come whole is read, however long, unless somebody else could be served")
    func reading() async throws {
        for servesSomething in [false, true] {
            let clock = ManualClock()
            let first = FirstPass(clock: clock.clock)
            first.begin([Self.key("a")], isSettled: true)
            first.received(Self.key("a"))
            let waiter = Waiter { await first.listening(servesSomething: servesSomething) }
            if servesSomething {
                try await clock.whenSleeping()
                clock.pass(FirstPass.patience)
            } else {
                clock.pass(.seconds(1_000))
                for _ in 0..<100 { await Task.yield() }
                #expect(!waiter.hasReturned)
                first.end(Self.key("a"))
            }
            await waiter.end()
        }
    }

    @Test("lists wait for the catalogs of the start for half a minute altogether, and for no others")
    func lists() async throws {
        let first = pass("a")
        first.join(Self.key("later"))
        clock.pass(.seconds(20))
        let waiter = Waiter { await first.lists() }
        try await clock.whenSleeping()
        clock.pass(.seconds(10))
        await waiter.end()
        await first.lists()
        let other = pass("a")
        other.join(Self.key("later"))
        other.end(Self.key("a"))
        await other.lists()
        #expect(clock.sleepers == 0)
    }

    @Test("a request waits for the catalogs that it names, within its own limit")
    func named() async throws {
        let first = pass("a", "b")
        first.join(Self.key("c", "1a5"))
        let waiter = Waiter {
            let left = await first.catalogs([Self.key("a"), Self.key("c", "1a5")], atMost: .seconds(30))
            #expect(left == [Self.key("c", "1a5")])
        }
        try await clock.whenSleeping()
        first.end(Self.key("a"))
        clock.pass(.seconds(30))
        await waiter.end()
        first.end(Self.key("c", "1a5"))
        #expect(await first.catalogs([Self.key("c", "1a5")], atMost: .seconds(30)) == [])
    }

    @Test("what is configured after the first good configuration is not of the start")
    func settled() {
        let first = FirstPass(clock: clock.clock)
        first.begin([Self.key("a")], isSettled: false)
        first.begin([Self.key("b")], isSettled: true)
        first.begin([Self.key("c")], isSettled: true)
        #expect(first.pending == [Self.key("a"), Self.key("b")])
    }

    @Test("whoever is cancelled waits no more")
    func cancelled() async throws {
        let first = pass("a")
        let task = Task { await first.lists() }
        try await clock.whenSleeping()
        task.cancel()
        await task.value
    }
}
