import Synchronization
import Testing

@testable import HTTPAPI

@Suite("The tasks of connections")
struct ConnectionTasksTests {
    @Test("whoever waits for their end has it when the last one has ended")
    func ended() async {
        let tasks = ConnectionTasks()
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        tasks.begin { for await _ in stream {} }
        tasks.begin {}
        async let waiting: Void = tasks.ended()
        continuation.finish()
        await waiting
        #expect(tasks.count == 0)
        await tasks.ended()
    }

    @Test("cancelled, all see it, also those that begin later")
    func cancelled() async {
        let tasks = ConnectionTasks()
        let seen = Mutex(0)
        let forever: @Sendable () async -> Void = {
            for await _ in AsyncStream<Void>.makeStream().stream {}
            if Task.isCancelled { seen.withLock { $0 += 1 } }
        }
        for _ in 0..<3 { tasks.begin(forever) }
        tasks.cancel()
        tasks.begin(forever)
        await tasks.ended()
        #expect(seen.withLock { $0 } == 4)
    }
}
