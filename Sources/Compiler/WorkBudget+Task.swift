public import Budget

extension Compiler {
    /// The compiler with another budget.
    public func with(_ budget: WorkBudget) -> Compiler {
        var compiler = self
        compiler.budget = budget
        return compiler
    }
}

extension WorkBudget {
    /// A budget that ends when the task which does the work is cancelled, and some seconds from now.
    ///
    /// - Parameter seconds: nil for as long as the task is not cancelled.
    public static func ofTask(seconds: Int? = nil) -> WorkBudget {
        guard let seconds else { return WorkBudget { Task.isCancelled ? .cancelled : nil } }
        let end = ContinuousClock.now + .seconds(seconds)
        return WorkBudget {
            if Task.isCancelled { return .cancelled }
            return ContinuousClock.now >= end ? .outOfTime(seconds: seconds) : nil
        }
    }
}
