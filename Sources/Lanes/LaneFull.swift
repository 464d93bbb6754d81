/// A lane's queue has reached its limit: whoever asked should come again later.
package struct LaneFull: Error, Sendable, Hashable, CustomStringConvertible {
    /// The lane's name.
    package let lane: String

    /// The refusal of a lane.
    package init(lane: String) {
        self.lane = lane
    }

    /// How long whoever was refused should wait, in seconds.
    package static let retryAfter = 2

    /// What happened, for a log.
    package var description: String { "too much work waits for \(lane)" }
}
