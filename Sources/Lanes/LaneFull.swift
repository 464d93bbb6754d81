/// A lane's queue has reached its limit: whoever asked should come again later.
public struct LaneFull: Error, Sendable, Hashable, CustomStringConvertible {
    /// The lane's name.
    public let lane: String

    /// The refusal of a lane.
    public init(lane: String) {
        self.lane = lane
    }

    /// How long whoever was refused should wait, in seconds.
    public static let retryAfter = 2

    /// What happened, for a log.
    public var description: String { "too much work waits for \(lane)" }
}
