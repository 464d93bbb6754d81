import Synchronization

/// A place for one kind of work that takes long or blocks: named threads of its own, a queue with a limit, and turns that are
/// fair between environments and catalogs. The only place where anything blocks or computes for more than a few
/// milliseconds; Swift's cooperative threads and the event loops never do.
///
/// A piece of work runs on the lane's threads from its beginning to its end, with whatever child tasks it starts; while
/// it awaits something else, its thread is free but its place in the lane is not. Work may enter another lane; no lane
/// is entered from one that it leads to.
package final class Lane: TaskExecutor, Sendable {
    /// What a lane is like.
    package struct Character: Sendable, Hashable {
        /// The lane's name in metrics, and its threads' name.
        package var name: String
        /// Pieces of work under way at a time, at most; and the most threads.
        package var width: Int
        /// Pieces of work that wait, at most; nil for as many as come.
        package var queueLimit: Int?
        /// How long work waits, at most; nil for as long as it takes. It is looked at whenever work comes or ends.
        package var longestWait: Duration?
        /// How far the threads step back for others: from 0 for those that do not to 19.
        package var niceness: Int32 = 0
        /// Whether one environment leaves places for those who come after it: it takes at most half of the places that others
        /// have not. For work that waits for somebody else, however long.
        package var keepsPlaces = false

        /// A lane of some width, whose threads do not step back.
        package init(_ name: String, width: Int, queueLimit: Int? = nil, longestWait: Duration? = nil) {
            self.name = name
            self.width = max(1, width)
            self.queueLimit = queueLimit
            self.longestWait = longestWait
        }
    }

    /// How a lane is used now, and was since the start.
    package struct Usage: Sendable, Hashable {
        /// Pieces of work under way.
        package var running = 0
        /// Pieces of work that wait.
        package var waiting = 0
        /// Pieces of work that began since the start.
        package var began = 0
        /// Pieces of work that were refused since the start, because the queue was full or they had waited for too long.
        package var refused = 0
        /// The time that all work which began waited before, summed up.
        package var waited = Duration.zero
    }

    private struct State {
        var usage = Usage()
        var next = 0
        /// Places taken, by environment.
        var places: [String: Int] = [:]
        var queue = FairQueue<Waiter>()
    }

    private struct Waiter {
        let since: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    /// What the lane is like.
    package let character: Character
    private let threads: LaneThreads
    private let state = Mutex(State())

    /// A lane without work; its threads start when they are needed.
    package init(_ character: Character) {
        self.character = character
        threads = LaneThreads(name: character.name, width: character.width, niceness: character.niceness)
    }

    /// How the lane is used.
    package var usage: Usage {
        state.withLock { state in
            var usage = state.usage
            usage.waiting = state.queue.count
            return usage
        }
    }

    /// Runs `body` on the lane's threads when its owner's turn has come.
    ///
    /// - Throws: ``LaneFull`` when the queue has reached its limit, or the work has waited for too long; `CancellationError` when the task is cancelled before `body`
    ///   begins; what `body` throws. A `body` under way sees the cancellation and decides when it ends.
    package func run<T: Sendable>(
        for owner: LaneOwner, _ body: @Sendable () async throws -> T
    ) async throws -> T {
        try await enter(owner)
        defer { leave(owner) }
        return try await withTaskExecutorPreference(self) { try await body() }
    }

    /// Part of Swift's contract with executors; see ``run(for:_:)``.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        threads.run { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}

extension Lane {
    /// Returns when the owner has a place.
    private func enter(_ owner: LaneOwner) async throws {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let (admitted, refusal) = queue(Waiter(since: .now, continuation: continuation), number, owner)
                for waiter in admitted { waiter.continuation.resume() }
                refuseThoseWhoWaitedTooLong()
                if let refusal { continuation.resume(throwing: refusal) }
            }
        } onCancel: {
            state.withLock { $0.queue.remove(number) }?.continuation.resume(throwing: CancellationError())
        }
    }

    private func queue(
        _ waiter: Waiter, _ number: Int, _ owner: LaneOwner
    ) -> (admitted: [Waiter], refusal: (any Error)?) {
        state.withLock { state in
            // Looked at under the lock: a cancellation from now on finds the waiter in the queue.
            if Task.isCancelled { return ([], CancellationError()) }
            state.queue.append(waiter, number: number, for: owner)
            let admitted = admit(&state)
            guard let limit = character.queueLimit, state.queue.count > limit, state.queue.remove(number) != nil else {
                return (admitted, nil)
            }
            state.usage.refused += 1
            return (admitted, LaneFull(lane: character.name))
        }
    }

    private func leave(_ owner: LaneOwner) {
        let admitted = state.withLock { state in
            state.usage.running -= 1
            let places = (state.places[owner.environment] ?? 1) - 1
            state.places[owner.environment] = places == 0 ? nil : places
            return admit(&state)
        }
        for waiter in admitted { waiter.continuation.resume() }
        refuseThoseWhoWaitedTooLong()
    }

    private func refuseThoseWhoWaitedTooLong() {
        guard let longest = character.longestWait else { return }
        let late = state.withLock { state in
            let late = state.queue.removeAll { $0.since.duration(to: .now) > longest }
            state.usage.refused += late.count
            return late
        }
        for waiter in late { waiter.continuation.resume(throwing: LaneFull(lane: character.name)) }
    }

    /// Gives the free places to those whose turn it is.
    private func admit(_ state: inout State) -> [Waiter] {
        var admitted: [Waiter] = []
        while state.usage.running < character.width,
            let next = state.queue.next(where: { [state] in hasPlace(for: $0, in: state) })
        {
            state.usage.running += 1
            state.usage.began += 1
            state.usage.waited += next.element.since.duration(to: .now)
            state.places[next.owner.environment, default: 0] += 1
            admitted.append(next.element)
        }
        return admitted
    }

    /// Whether an environment may take one more place: of those that others have not, half, and always one.
    private func hasPlace(for environment: String, in state: State) -> Bool {
        guard character.keepsPlaces else { return true }
        let own = state.places[environment] ?? 0
        let left = character.width - (state.usage.running - own)
        return own < max(1, (left + 1) / 2)
    }
}
