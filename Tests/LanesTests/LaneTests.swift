import MusterTesting
import Foundation
import Lanes
import Synchronization
import Testing

@Suite("Lanes")
struct LaneTests {
    /// A piece of work that tells when it began and ends when it is told to.
    private final class Piece: Sendable {
        private let (began, beginning) = AsyncStream.makeStream(of: Void.self)
        private let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let hasBegun = Mutex(false)

        func work() async {
            hasBegun.withLock { $0 = true }
            beginning.yield()
            for await _ in end { return }
        }

        func waitUntilBegun() async {
            for await _ in began { return }
        }

        func finish() { ending.yield() }
    }

    private static func lane(
        width: Int, limit: Int? = nil, keepsPlaces: Bool = false
    ) -> Lane {
        var character = Lane.Character("test", width: width, queueLimit: limit)
        character.keepsPlaces = keepsPlaces
        return Lane(character)
    }

    /// Returns when so many pieces wait in the lane.
    private static func untilWaiting(_ count: Int, in lane: Lane) async throws {
        try await eventually { lane.usage.waiting >= count }
    }

    private static let owner = LaneOwner(environment: "a")

    @Test("gives what the work gives, and throws what it throws")
    func results() async throws {
        struct Trouble: Error {}
        let lane = Self.lane(width: 1)
        #expect(try await lane.run(for: Self.owner) { 42 } == 42)
        await #expect(throws: Trouble.self) { try await lane.run(for: Self.owner) { throw Trouble() } }
        #expect(lane.usage.running == 0)
        #expect(lane.usage.began == 2)
    }

    @Test("work that has waited for too long is refused when something else comes or ends")
    func longestWait() async throws {
        let lane = Lane(Lane.Character("test", width: 1, longestWait: .zero))
        let first = Piece()
        let running = Task { try await lane.run(for: Self.owner) { await first.work() } }
        await first.waitUntilBegun()
        let waiting = (0..<3).map { _ in Task { try await lane.run(for: Self.owner) {} } }
        try await eventually { lane.usage.waiting + lane.usage.refused >= waiting.count }
        first.finish()
        try await running.value
        for task in waiting {
            await #expect(throws: LaneFull.self) { try await task.value }
        }
        #expect(lane.usage.refused == 3 && lane.usage.waiting == 0 && lane.usage.began == 1)
    }

    @Test("at most as much work as the lane is wide is under way; the rest follows")
    func width() async throws {
        let lane = Self.lane(width: 2)
        let pieces = (0..<3).map { _ in Piece() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for piece in pieces.prefix(2) {
                group.addTask { try await lane.run(for: Self.owner) { await piece.work() } }
                await piece.waitUntilBegun()
            }
            group.addTask { try await lane.run(for: Self.owner) { await pieces[2].work() } }
            try await Self.untilWaiting(1, in: lane)
            #expect(!pieces[2].hasBegun.withLock { $0 })
            pieces[0].finish()
            await pieces[2].waitUntilBegun()
            for piece in pieces { piece.finish() }
            try await group.waitForAll()
        }
    }

    @Test("work beyond the queue's limit is refused by name, and counted")
    func full() async throws {
        let lane = Self.lane(width: 1, limit: 1)
        let (running, queued) = (Piece(), Piece())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await lane.run(for: Self.owner) { await running.work() } }
            await running.waitUntilBegun()
            group.addTask { try await lane.run(for: Self.owner) { await queued.work() } }
            try await Self.untilWaiting(1, in: lane)
            await #expect(throws: LaneFull(lane: "test")) { try await lane.run(for: Self.owner) {} }
            #expect(lane.usage.refused == 1)
            running.finish()
            queued.finish()
            try await group.waitForAll()
        }
    }

    @Test("cancelled while it waits, work never begins and leaves its place in the queue")
    func cancelledInQueue() async throws {
        let lane = Self.lane(width: 1)
        let running = Piece()
        let first = Task { try await lane.run(for: Self.owner) { await running.work() } }
        await running.waitUntilBegun()
        let second = Task { try await lane.run(for: Self.owner) { Issue.record("the work began") } }
        try await Self.untilWaiting(1, in: lane)
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(lane.usage.waiting == 0)
        running.finish()
        try await first.value
    }

    @Test("cancelled under way, work sees it")
    func cancelledUnderWay() async throws {
        let lane = Self.lane(width: 1)
        let task = Task {
            try await lane.run(for: Self.owner) {
                while !Task.isCancelled { await Task.yield() }
                return true
            }
        }
        task.cancel()
        // It was cancelled before it began, or it noticed.
        let noticed = (try? await task.value) ?? true
        #expect(noticed)
    }

    @Test("one environment leaves places for others where the lane keeps them")
    func keepsPlaces() async throws {
        let lane = Self.lane(width: 4, keepsPlaces: true)
        let slow = (0..<4).map { _ in Piece() }
        let other = Piece()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for piece in slow {
                group.addTask { try await lane.run(for: Self.owner) { await piece.work() } }
            }
            try await Self.untilWaiting(2, in: lane)
            #expect(slow.count { $0.hasBegun.withLock { $0 } } <= 2)
            group.addTask { try await lane.run(for: LaneOwner(environment: "b")) { await other.work() } }
            await other.waitUntilBegun()
            for piece in slow + [other] { piece.finish() }
            try await group.waitForAll()
        }
    }

    @Test("work that blocks its thread does not hold up what comes after it while the lane has room")
    func threadForEachPiece() async throws {
        let lane = Self.lane(width: 3)
        let isReleased = Atomic(false)
        let block: @Sendable () async throws -> Void = {
            try await lane.run(for: Self.owner) {
                while !isReleased.load(ordering: .relaxed) { Thread.yieldNow() }
            }
        }
        async let first: Void = block()
        async let second: Void = block()
        try await lane.run(for: Self.owner) {}
        isReleased.store(true, ordering: .relaxed)
        _ = try await (first, second)
        #expect(lane.usage.began == 3)
    }

    @Test("child tasks of the work run on the lane's threads, not on Swift's")
    func childTasks() async throws {
        let lane = Self.lane(width: 2)
        let names = try await lane.run(for: Self.owner) {
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { Thread.currentName } }
                return await group.reduce(into: Set()) { $0.insert($1) }
            }
        }
        #expect(names == ["test"])
    }
}
