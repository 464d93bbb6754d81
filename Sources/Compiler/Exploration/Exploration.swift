import Catalog
public import Diagnostics

/// What a version does with other answers than its defaults.
///
/// Every condition of its templates is decided both ways where answers can do that: all combinations of the answers that one
/// condition reads are tried, each choice of an `enum`, both of a `boolean`, optional answers empty and set.
public struct Exploration: Sendable {
    /// Something that is found with these answers and not with the defaults.
    public struct Discovery: Sendable {
        /// What is found.
        public let diagnostic: Diagnostic
        /// The smallest set of answers found with which it is there: none of them can be left out.
        public let answers: [String: String]
        /// The answers, the smallest set's and those that stand for required answers without a default.
        public let allAnswers: [String: String]
        /// Those of ``answers`` that are a default cleared away.
        public let cleared: Set<String>
    }

    /// A part of a template that no tried answers lead to.
    public struct UnreachedPart: Sendable {
        /// The condition in front of it.
        public let condition: SourceLocation
        /// Whether it is the `else` of that condition.
        public let isElse: Bool
        /// The questions that decide.
        public let variables: [String]
        /// Whether the condition compares them with something, and does not only test whether they are there.
        public let isCompared: Bool
    }

    /// What was found, in the order it was found.
    public internal(set) var discoveries: [Discovery] = []
    /// The parts that are never written, in the order of the files.
    public internal(set) var unreached: [UnreachedPart] = []
    /// How many ways the conditions can go: two each.
    public internal(set) var branches = 0
    /// How many of them were gone.
    public internal(set) var reachedBranches = 0
    /// How many times the version was compiled.
    public internal(set) var runs = 0
    /// Whether everything was tried that was planned, within ``ExplorationLimits`` and the compiler's budget.
    public internal(set) var isComplete = true
}

/// How much exploring one version may ask for.
public struct ExplorationLimits: Sendable, Hashable {
    /// How many times the version is compiled.
    public var runs = 500
    /// How much all runs together may take: steps of templates, bytes of what they write, and a quarter of the bytes that their
    /// functions move beside that. A second has about ten million.
    public var work = 20_000_000
    /// How many answers are tried for one question.
    public var values = 32
    /// How many combinations of answers are tried for one condition in one context.
    public var combinations = 64
    /// From how many sets of answers others are tried.
    public var contexts = 64
    /// How many discoveries are told.
    public var discoveries = 20

    /// The usual limits.
    public init() {}
}

extension Compiler {
    /// Compiles a version over its answers, starting from its defaults and from something for each required question without one.
    public func explore(
        _ files: VersionFiles, for context: StackContext, limits: ExplorationLimits = ExplorationLimits()
    ) -> Exploration {
        guard let selected = SelectFiles(choice: fileChoice).run(files).output else { return Exploration() }
        let version = PreparedVersion(selected, self, for: context)
        let usual = InventedAnswer.toRequired(version.form.questions)
        var explorer = Explorer(version, from: usual, limits: limits)
        return explorer.explore()
    }
}
