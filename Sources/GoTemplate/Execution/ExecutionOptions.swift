public import Budget

/// Which Go's rules an execution follows. They differ in two points that catalogs of Rancher 1.6 can see.
public enum EngineRules: Sendable, Hashable {
    /// Go 1.19, the recorded reference.
    case go119
    /// Go 1.8, what Rancher 1.6 was built with: words after a parenthesised first word are ignored, and comparing a
    /// missing value is an error.
    case go18
}

/// How to run a template.
public struct ExecutionOptions: Sendable {
    /// How much the run may ask for.
    public var limits: TemplateLimits
    /// How long the run may go on.
    public var budget: WorkBudget
    /// Which Go's rules it follows.
    public var rules: EngineRules
    /// What the template's functions may see of the world.
    public var surroundings: Surroundings
    /// Whether the run tells where each byte of the output came from.
    public var mapsSpans: Bool
    /// Whether the run tells which branches it took and which values it read.
    public var recordsBranches: Bool

    /// The rules of the recorded reference, empty surroundings and nothing recorded, but for what is given.
    public init(
        limits: TemplateLimits = .default, budget: WorkBudget = .endless, rules: EngineRules = .go119,
        surroundings: Surroundings = .none(), mapsSpans: Bool = false, recordsBranches: Bool = false
    ) {
        self.limits = limits
        self.budget = budget
        self.rules = rules
        self.surroundings = surroundings
        self.mapsSpans = mapsSpans
        self.recordsBranches = recordsBranches
    }
}
