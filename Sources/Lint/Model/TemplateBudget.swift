import Budget
import Compiler

/// How long looking at one template may go on.
struct TemplateBudget: Sendable {
    /// For everything.
    let whole: WorkBudget
    /// For compiling versions over their answers, which leaves half of the time to the rest.
    let exploration: WorkBudget

    /// A budget from now on, that also ends when the task is cancelled.
    init(seconds: Int?) {
        whole = .ofTask(seconds: seconds)
        exploration = .ofTask(seconds: seconds.map { $0 / 2 })
    }
}
