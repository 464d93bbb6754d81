import Synchronization

/// Says yes after it was asked so many times: for what ends after a while, without a clock.
public final class Countdown: Sendable {
    private let left: Mutex<Int>

    /// A countdown that says no `count` times.
    public init(from count: Int) { left = Mutex(count) }

    /// Whether it was asked often enough; asking counts.
    public var isOver: Bool {
        left.withLock { left in
            left -= 1
            return left < 0
        }
    }

    /// Whether it was asked often enough, without counting.
    public var wasReached: Bool { left.withLock { $0 < 0 } }
}
