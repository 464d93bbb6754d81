import Synchronization

/// Lets many through side by side, or one alone. Who wants to be alone waits for those who came before and goes before those who
/// come later.
final class SharedTurns: Sendable {
    private struct Waiter {
        let isAlone: Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var running = 0
        var isAlone = false
        var waiting: [Waiter] = []

        func admits(_ isAlone: Bool) -> Bool { isAlone ? running == 0 : !self.isAlone }

        mutating func enter(_ isAlone: Bool) {
            running += 1
            self.isAlone = isAlone
        }
    }

    private let state = Mutex(State())

    /// Returns when nobody is alone.
    func take() async { await take(alone: false) }

    /// Returns when nobody else is through, and lets nobody else through.
    func takeAlone() async { await take(alone: true) }

    private func take(alone: Bool) async {
        await withCheckedContinuation { continuation in
            let goes = state.withLock { state in
                guard state.waiting.isEmpty, state.admits(alone) else {
                    state.waiting.append(Waiter(isAlone: alone, continuation: continuation))
                    return false
                }
                state.enter(alone)
                return true
            }
            if goes { continuation.resume() }
        }
    }

    /// Lets those through whose turn it is then.
    func pass() {
        let next = state.withLock { state in
            state.running -= 1
            if state.running == 0 { state.isAlone = false }
            var next: [Waiter] = []
            while let waiter = state.waiting.first, state.admits(waiter.isAlone) {
                state.enter(waiter.isAlone)
                next.append(state.waiting.removeFirst())
            }
            return next
        }
        for waiter in next { waiter.continuation.resume() }
    }
}
