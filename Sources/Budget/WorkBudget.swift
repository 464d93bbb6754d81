/// How long work may go on, as whoever asked for it says: until they do not want it any more, or until some time is over.
///
/// The modules that do the work know no clock and no tasks; they ask, every so often and from their innermost loops, through
/// a ``WorkMeter``. What the content itself may ask for is no matter of a budget but of limits, which are the same for everybody.
public struct WorkBudget: Sendable {
    private let look: @Sendable () -> WorkStop?

    /// A budget that ends when `look` gives a reason. It is asked from whatever thread works, often: it must be cheap.
    public init(_ look: @escaping @Sendable () -> WorkStop?) { self.look = look }

    /// A budget that never ends.
    public static let endless = WorkBudget { nil }

    /// Why the work must end now; nil when it may go on.
    public var stop: WorkStop? { look() }

    /// A budget that ends with this one and with another, whichever is first.
    public func and(_ other: WorkBudget) -> WorkBudget { WorkBudget { self.stop ?? other.stop } }
}
