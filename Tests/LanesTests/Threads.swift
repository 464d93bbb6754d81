import Foundation

extension Thread {
    /// The name of the thread that this runs on.
    static var currentName: String {
        let name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
        return name?.trimmingCharacters(in: .whitespacesAndNewlines) ?? current.name ?? ""
    }

    /// Lets other threads run.
    static func yieldNow() { sched_yield() }
}
