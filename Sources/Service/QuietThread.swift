import Foundation

/// A thread that gets what time the others leave, for tasks that compute long and that nobody waits for.
///
/// `@unchecked Sendable`: every mutable field is only touched while `condition` is locked.
final class QuietThread: TaskExecutor, @unchecked Sendable {
    /// For linting.
    static let lint = QuietThread(name: "lint")

    /// How far the thread steps back: of 0 for those that do not to 19.
    static let niceness: Int32 = 10

    private let name: String
    private let condition = NSCondition()
    private var isStarted = false
    private var jobs: [UnownedJob] = []

    private init(name: String) {
        self.name = name
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        defer { condition.unlock() }
        jobs.append(job)
        if !isStarted {
            isStarted = true
            let thread = Thread { [self] in serve() }
            thread.name = name
            thread.start()
        }
        condition.signal()
    }

    private func serve() {
        // Linux takes this for the calling thread alone; elsewhere it would be the whole process.
        #if os(Linux)
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        #endif
        while true { next().runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
    }
}
