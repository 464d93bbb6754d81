/// The time as the service sees it. Tests hand in their own.
package struct ServiceClock: Sendable {
    /// The time since a moment that stays the same.
    let now: @Sendable () -> Duration
    /// Returns when some time has passed; throws when the task is cancelled.
    let wait: @Sendable (Duration) async throws -> Void

    /// A clock of the caller's own.
    package init(
        now: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.wait = wait
    }

    /// The machine's own, which never goes back.
    package static let system: ServiceClock = {
        let start = ContinuousClock.now
        return ServiceClock(now: { ContinuousClock.now - start }, wait: { try await Task.sleep(for: $0) })
    }()
}
