import Synchronization

/// The tasks of all connections.
///
/// They are no children of one task group, as the framework has them: Swift's runtime looks through all children of a group for
/// the one that ends, and while thousands of clients stay, everyone who comes and goes would cost a walk past all of them.
final class ConnectionTasks: Sendable {
    private struct State {
        var next = 0
        var tasks: [Int: Task<Void, Never>] = [:]
        var isCancelled = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// How many are under way.
    var count: Int { state.withLock { $0.tasks.count } }

    /// Begins a connection's task, and returns.
    func begin(_ handle: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            state.next += 1
            let number = state.next
            // Made under the lock: it is there before it ends.
            let task = Task {
                await handle()
                end(number)
            }
            state.tasks[number] = task
            if state.isCancelled { task.cancel() }
        }
    }

    /// Returns when all have ended.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.tasks.isEmpty { state.waiting.append(continuation) }
                return state.tasks.isEmpty
            }
            if isOver { continuation.resume() }
        }
    }

    /// Cancels all, and those that begin from now on.
    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
    }

    private func end(_ number: Int) {
        let waiting = state.withLock { state in
            state.tasks[number] = nil
            guard state.tasks.isEmpty else { return [] as [CheckedContinuation<Void, Never>] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
