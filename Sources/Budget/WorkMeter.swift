/// Counts the bytes that one piece of work moves, and looks at its budget after every so many.
///
/// A loop over foreign content asks before each round: `guard meter.goesOn(after: line.count) else { return }`. Once the
/// answer was no it stays no, so that loops around it end as well.
public struct WorkMeter: Sendable {
    /// Bytes between two looks at the budget: some tens of microseconds of work.
    public static let lookInterval = 1 << 14
    /// Bytes that a round of a loop counts for beside what it moves, as far as looks are concerned.
    private static let round = 32

    private let budget: WorkBudget
    private let limit: Int
    /// Bytes and rounds.
    private var spent = 0
    private var nextLook = 0
    /// The bytes moved so far.
    public private(set) var moved = 0
    /// Why the work must end; nil while it may go on.
    public private(set) var stop: WorkStop?

    /// A meter that has counted nothing.
    ///
    /// - Parameter limit: the bytes that the work may move.
    public init(_ budget: WorkBudget = .endless, limit: Int = .max) {
        self.budget = budget
        self.limit = limit
    }

    /// Counts a round of a loop and the bytes that it moves. False when the work must end.
    @inline(__always)
    public mutating func goesOn(after bytes: Int = 0) -> Bool {
        moved &+= bytes
        spent &+= bytes &+ Self.round
        // Sums that run over are negative.
        return (spent < nextLook && spent >= 0) || look()
    }

    /// The same for work that ends by throwing.
    @inline(__always)
    public mutating func move(_ bytes: Int = 0) throws(WorkStop) {
        if !goesOn(after: bytes), let stop { throw stop }
    }

    @inline(never)
    private mutating func look() -> Bool {
        guard stop == nil else { return false }
        let isBeyond = moved > limit || moved < 0 || spent < 0
        stop = isBeyond ? .tooManyBytes(limit: limit) : budget.stop
        // After a stop every call comes here.
        guard stop == nil else {
            nextLook = 0
            return false
        }
        let (next, overflows) = spent.addingReportingOverflow(min(Self.lookInterval, limit - moved))
        nextLook = overflows ? .max : next
        return true
    }
}
