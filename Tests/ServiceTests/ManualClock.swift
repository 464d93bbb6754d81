import MusterTesting
import Synchronization

@testable import Service

/// Time that passes when a test says so.
final class ManualClock: Sendable {
    private struct State {
        var now = Duration.zero
        var next = 0
        var sleepers: [Int: (until: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())

    var clock: ServiceClock { ServiceClock(now: { self.now }, wait: { try await self.wait($0) }) }

    var now: Duration { state.withLock { $0.now } }

    /// How many wait for a later time.
    var sleepers: Int { state.withLock { $0.sleepers.count } }

    /// Lets time pass, and wakes whose time has come.
    func pass(_ duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let now = state.now
            let due = state.sleepers.filter { $0.value.until <= now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when so many wait for a later time.
    func whenSleeping(_ count: Int = 1) async throws {
        try await eventually { sleepers >= count }
    }

    private func wait(_ duration: Duration) async throws {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || duration <= .zero { return true }
                    state.sleepers[number] = (state.now + duration, continuation)
                    return false
                }
                if isOver { continuation.resume(with: Result { try Task.checkCancellation() }) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
