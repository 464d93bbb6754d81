/// How much a template may ask for. Each limit has a fault of its own.
public struct TemplateLimits: Sendable, Hashable {
    /// Bytes of a template's text.
    public var sourceBytes: Int
    /// Levels of blocks and parentheses inside each other.
    public var nesting: Int
    /// Faults of the text that are reported; parsing stops behind them.
    public var faults: Int
    /// Steps of an execution: every text, action and pass of a loop, and every command of a pipeline, is one; so are 256
    /// bytes, or eight elements, of what a function takes or gives.
    public var steps: Int
    /// Bytes of output.
    public var outputBytes: Int
    /// Bytes that an execution moves: what every function takes and gives, what is printed and written, all together. A list
    /// or map counts by its elements.
    public var movedBytes: Int
    /// Calls of templates inside each other; Go's own limit is 100,000.
    public var callDepth: Int
    /// Lists inside each other.
    public var listDepth: Int

    /// The most that ``outputBytes`` can be: what printing a single value stops at.
    public static let largestOutputBytes = GoFormatter.byteLimit

    /// Limits that every template of the known catalogs stays far below, but for what is given.
    public init(
        sourceBytes: Int = 1 << 20, nesting: Int = 200, faults: Int = 200, steps: Int = 5_000_000,
        outputBytes: Int = 16 << 20, movedBytes: Int = 64 << 20, callDepth: Int = 100_000, listDepth: Int = 200
    ) {
        self.sourceBytes = sourceBytes
        self.nesting = nesting
        self.faults = faults
        self.steps = steps
        self.outputBytes = min(outputBytes, Self.largestOutputBytes)
        self.movedBytes = movedBytes
        self.callDepth = callDepth
        self.listDepth = listDepth
    }

    /// The limits unless the caller says otherwise.
    public static let `default` = TemplateLimits()
}
