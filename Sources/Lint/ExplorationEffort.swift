import Compiler

/// What exploring the versions of a catalog took and reached.
package struct ExplorationEffort: Sendable, Hashable {
    /// How many ways the conditions of all templates can go.
    package var branches = 0
    /// How many of them were gone.
    package var reachedBranches = 0
    /// How many times versions were compiled.
    package var runs = 0
    /// How many versions asked for more than the limits allow.
    package var incomplete = 0

    mutating func add(_ exploration: Exploration) {
        branches += exploration.branches
        reachedBranches += exploration.reachedBranches
        runs += exploration.runs
        incomplete += exploration.isComplete ? 0 : 1
    }

    mutating func add(_ other: ExplorationEffort) {
        branches += other.branches
        reachedBranches += other.reachedBranches
        runs += other.runs
        incomplete += other.incomplete
    }
}
