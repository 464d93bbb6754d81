import Foundation

extension Thread {
    /// The name of the thread that this runs on.
    static var currentName: String { current.name ?? "" }

    /// Lets other threads run.
    static func yieldNow() { sched_yield() }
}
