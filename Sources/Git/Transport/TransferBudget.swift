/// What one transfer may still take: time by its deadlines, bytes by its limit, and whether its task was cancelled.
/// Used by one thread.
final class TransferBudget {
    let deadlines: Deadlines
    let limitBytes: Int
    /// The URL as it may be shown.
    let display: String
    private let heard: (@Sendable () -> Void)?
    private let start = ContinuousClock.now
    private(set) var received = 0

    init(deadlines: Deadlines, limitBytes: Int, display: String, heard: (@Sendable () -> Void)? = nil) {
        self.heard = heard
        self.deadlines = deadlines
        self.limitBytes = limitBytes
        self.display = display
    }

    /// When waiting for the next byte must end.
    func idleEnd() -> ContinuousClock.Instant { min(ContinuousClock.now + deadlines.idle, totalEnd) }

    /// When connecting must have ended.
    func connectEnd() -> ContinuousClock.Instant { min(ContinuousClock.now + deadlines.connect, totalEnd) }

    private var totalEnd: ContinuousClock.Instant { start + deadlines.total }

    /// Counts bytes that came.
    func count(_ bytes: Int) throws(GitFailure) {
        received += bytes
        heard?()
        guard received <= limitBytes else {
            throw GitFailure(
                .tooLarge,
                "\(display) sent more than \(limitBytes >> 20) MB; use a smaller repository or one branch without history"
            )
        }
        try checkTotal()
    }

    /// Throws when the transfer was cancelled or has taken too long.
    func checkTotal() throws(GitFailure) {
        if Task.isCancelled { throw cancelled }
        guard ContinuousClock.now < totalEnd else { throw expired() }
    }

    /// The failure of a transfer whose task was cancelled.
    var cancelled: GitFailure { GitFailure(.cancelled, "the transfer from \(display) was cancelled") }

    /// The failure of a wait that has ended without anything coming.
    func expired() -> GitFailure {
        if ContinuousClock.now >= totalEnd, received > 0 {
            return GitFailure(
                .tooSlow,
                "\(display) was still sending after \(deadlines.total.sentence); it or the network is too slow")
        }
        let waited = min(deadlines.idle, deadlines.total)
        return GitFailure(
            .silent,
            "\(display) was reached but sent nothing for \(waited.sentence); check that a git server answers there")
    }

    /// The failure of a connection that was not made in time.
    func connectExpired() -> GitFailure {
        if Task.isCancelled { return cancelled }
        let waited = min(deadlines.connect, deadlines.total)
        return GitFailure(
            .unreachable,
            "no connection to \(display) within \(waited.sentence); check the host's name, its port and the network")
    }

    /// The failure of a connection that ended too early.
    func endedEarly() -> GitFailure {
        GitFailure(
            .damagedTransfer, "\(display) ended the connection before everything was sent; it will be tried again")
    }
}

extension Duration {
    /// `30 seconds`, `0.3 seconds`.
    var sentence: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let whole = milliseconds / 1000
        let tenths = milliseconds % 1000 / 100
        let text = whole >= 10 || tenths == 0 ? "\(whole)" : "\(whole).\(tenths)"
        return text == "1" ? "1 second" : "\(text) seconds"
    }
}
