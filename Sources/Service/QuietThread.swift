import Dispatch
import Foundation
import Synchronization

/// A thread that gets what time the others leave, for tasks that compute long and that nobody waits for. Dispatch's background
/// queues do not step back on Linux.
final class QuietThread: TaskExecutor {
    /// For linting.
    static let lint = QuietThread(name: "lint")

    /// How far the thread steps back: of 0 for those that do not to 19.
    static let niceness: Int32 = 10

    private let jobs = Mutex<[UnownedJob]>([])
    /// Counts the jobs that wait.
    private let waiting = DispatchSemaphore(value: 0)

    private init(name: String) {
        let thread = Thread { [self] in serve() }
        thread.name = name
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    private func serve() {
        // Linux takes this for the calling thread alone; elsewhere it would be the whole process.
        #if os(Linux)
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        #endif
        while true {
            waiting.wait()
            jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
