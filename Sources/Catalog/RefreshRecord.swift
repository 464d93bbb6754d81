/// How a refresh went.
public struct RefreshRecord: Sendable, Hashable {
    /// When it began.
    public let started: Moment
    /// When it ended.
    public let finished: Moment
    /// The commit that is served afterwards; nil when there is none.
    public let commit: String?
    /// Why it failed, in one sentence; nil when it went well.
    public let error: String?

    /// A finished refresh.
    public init(started: Moment, finished: Moment, commit: String?, error: String? = nil) {
        self.started = started
        self.finished = finished
        self.commit = commit
        self.error = error
    }
}

/// A moment as clocks and databases have it.
public struct Moment: Sendable, Hashable {
    /// Milliseconds since the beginning of 1970 (UTC).
    public let milliseconds: Int64

    /// A moment so many milliseconds after the beginning of 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
}
