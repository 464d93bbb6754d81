import Catalog
import Store
import Synchronization

/// The catalogs that are refreshed for the first time and have nothing to serve before: for as long as that lasts, nobody
/// should take for missing what has not come yet.
///
/// Two kinds of them: the operator's that a start does not find in the store, for which the start itself and lists wait, and any
/// others, for which only requests that name them wait.
final class FirstPass: Sendable {
    /// How long a start waits for a remote that sends nothing. Rancher's server tries a refused connection again every second,
    /// but takes an empty list as the answer.
    static let silence = Duration.seconds(10)
    /// How long a start that has something else to serve waits for a remote that keeps sending.
    static let patience = Duration.seconds(60)
    /// How long after the start lists wait for what they would show; a list without one catalog serves all others.
    static let listsWait = Duration.seconds(30)

    private struct Entry {
        let isOfStart: Bool
        /// When its remote gave the last sign of life; nil when nothing is expected from there any more.
        var heard: Duration?
    }

    private struct State {
        var started: Duration?
        var entries: [CatalogKey: Entry] = [:]
        var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastWatcher = 0
        var isSettled = false

        var ofStart: [CatalogKey: Entry] { entries.filter(\.value.isOfStart) }
    }

    /// What somebody who waits does next.
    private enum Step {
        case end
        /// Looks again at the next change, or at this time.
        case wait(until: Duration?)
    }

    private let state = Mutex(State())
    private let clock: ServiceClock

    init(clock: ServiceClock) {
        self.clock = clock
    }

    /// Takes the operator's catalogs that are not in the store at the start. What is configured only after the configuration was
    /// read once (`isSettled`) is not of the start.
    func begin(_ keys: [CatalogKey], isSettled: Bool) {
        let now = clock.now()
        state.withLock { state in
            guard !state.isSettled else { return }
            state.isSettled = isSettled
            state.started = state.started ?? now
            for key in keys where state.entries[key] == nil {
                state.entries[key] = Entry(isOfStart: true, heard: now)
            }
        }
    }

    /// Takes a catalog whose first refresh begins.
    func join(_ key: CatalogKey) {
        let now = clock.now()
        state.withLock { state in
            if state.entries[key] == nil { state.entries[key] = Entry(isOfStart: false, heard: now) }
        }
    }

    /// Notes a sign of life from a catalog's remote.
    func heard(_ key: CatalogKey) {
        let now = clock.now()
        state.withLock { if $0.entries[key]?.heard != nil { $0.entries[key]?.heard = now } }
    }

    /// Notes that nothing is expected from a catalog's remote any more: what is left to do depends on this machine.
    func received(_ key: CatalogKey) {
        change { $0.entries[key]?.heard = nil }
    }

    /// Notes that a catalog has something to serve, or was tried, or is gone.
    func end(_ key: CatalogKey) {
        guard contains(key) else { return }
        change { $0.entries[key] = nil }
    }

    /// Whether a catalog is among them.
    func contains(_ key: CatalogKey) -> Bool { state.withLock { $0.entries[key] != nil } }

    /// The catalogs of the start that are not done, ordered by name.
    var pending: [CatalogKey] { state.withLock { $0.ofStart.keys.sorted { $0.name < $1.name } } }

    /// Returns when a start may be listened to: every catalog that it lacks was fetched or tried, or its remote is silent.
    ///
    /// - Parameter servesSomething: whether others would wait who could be served.
    func listening(servesSomething: Bool) async {
        await watch { state, now in
            let waiting = state.ofStart.values
            if waiting.isEmpty { return .end }
            // The last remote that falls silent decides; one that was heard to the end is never silent.
            let silent =
                waiting.contains { $0.heard == nil } ? nil : waiting.compactMap(\.heard).max().map { $0 + Self.silence }
            let limit = servesSomething ? state.started.map { $0 + Self.patience } : nil
            guard let end = [silent, limit].compactMap(\.self).min() else { return .wait(until: nil) }
            return end <= now ? .end : .wait(until: end)
        }
    }

    /// Returns when lists have what they should show, or have waited long enough for it.
    func lists() async {
        await watch { state, now in
            guard let started = state.started, !state.ofStart.isEmpty else { return .end }
            let end = started + Self.listsWait
            return end <= now ? .end : .wait(until: end)
        }
    }

    /// Returns when these catalogs are done, or after `limit`: those that are not.
    func catalogs(_ keys: Set<CatalogKey>, atMost limit: Duration) async -> Set<CatalogKey> {
        let end = clock.now() + limit
        await watch { state, now in
            if end <= now || keys.allSatisfy({ state.entries[$0] == nil }) { return .end }
            return .wait(until: end)
        }
        return keys.filter(contains)
    }
}

extension FirstPass {
    private func change(_ body: (inout State) -> Void) {
        let watchers = state.withLock { state in
            body(&state)
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.yield() }
    }

    /// Asks `next` what to do at first, after every change and whenever the time has come that it gave, until it says that this is
    /// the end or the task is cancelled.
    private func watch(_ next: @Sendable (State, Duration) -> Step) async {
        let (changes, watcher) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.lastWatcher += 1
            state.watchers[state.lastWatcher] = watcher
            return state.lastWatcher
        }
        var alarm: (time: Duration, task: Task<Void, Never>)?
        defer {
            alarm?.task.cancel()
            _ = state.withLock { $0.watchers.removeValue(forKey: number) }
        }
        watcher.yield()
        for await _ in changes {
            let now = clock.now()
            guard case .wait(let time) = state.withLock({ next($0, now) }) else { return }
            guard let time, time != alarm?.time else { continue }
            alarm?.task.cancel()
            let clock = clock
            alarm = (
                time,
                Task {
                    do { try await clock.wait(time - now) } catch { return }
                    watcher.yield()
                }
            )
        }
    }
}
