import MusterTesting
import Synchronization
import Testing

@testable import HTTPAPI

@Suite("Shared work")
struct SharedWorkTests {
    /// Work that is under way until it is told to end.
    private final class Work: Sendable {
        let shared = SharedWork<Int>()
        let begun = Mutex(0)
        private let (end, ending) = AsyncStream.makeStream(of: Void.self)

        func ask(_ key: String = "key") -> Task<Int, any Error> {
            Task { try await shared.value(key) { try await self.work() } }
        }

        private func work() async throws -> Int {
            begun.withLock { $0 += 1 }
            for await _ in end { break }
            try Task.checkCancellation()
            return 42
        }

        func finish() { ending.yield() }

        /// Returns when so many pieces have begun.
        func untilBegun(_ count: Int) async throws {
            try await eventually { begun.withLock({ $0 }) >= count }
        }
    }

    @Test("who asks for the same while it is made gets it without making it again")
    func shares() async throws {
        let work = Work()
        let first = work.ask()
        try await work.untilBegun(1)
        let others = (0..<5).map { _ in work.ask() }
        let another = work.ask("another")
        try await work.untilBegun(2)
        for _ in 0..<2 { work.finish() }
        #expect(try await first.value == 42)
        for other in others { #expect(try await other.value == 42) }
        #expect(try await another.value == 42)
        #expect(work.begun.withLock { $0 } <= 3, "only who came after the end makes it again")
        #expect(work.shared.count == 0)
    }

    @Test("one who leaves is let go at once, and the others still get what they wait for")
    func oneLeaves() async throws {
        let work = Work()
        let (first, second) = (work.ask(), work.ask())
        try await work.untilBegun(1)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(work.shared.count == 1)
        work.finish()
        #expect(try await second.value == 42)
    }

    @Test("the work is cancelled when the last one leaves, and who comes then has it made anew")
    func allLeave() async throws {
        let work = Work()
        let first = work.ask()
        try await work.untilBegun(1)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(work.shared.count == 0)
        let second = work.ask()
        try await work.untilBegun(2)
        work.finish()
        #expect(try await second.value == 42)
    }

    @Test("everybody gets the failure")
    func failure() async throws {
        struct Trouble: Error {}
        let shared = SharedWork<Int>()
        await #expect(throws: Trouble.self) { try await shared.value("key") { throw Trouble() } }
        #expect(shared.count == 0)
    }
}
