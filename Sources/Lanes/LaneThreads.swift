import Foundation
import Synchronization

/// The threads of a lane: started when work waits and none is free, at most as many as the lane is wide, and kept.
final class LaneThreads: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: [Job] = []
        var first = 0
        /// Threads that wait for a job, or were just started for one.
        var idle = 0
        var started = 0

        var waiting: Int { jobs.count - first }

        mutating func take() -> Job {
            let job = jobs[first]
            first += 1
            if first == jobs.count || first > 1_024 {
                jobs.removeFirst(first)
                first = 0
            }
            return job
        }
    }

    private let name: String
    private let width: Int
    private let niceness: Int32
    private let state = Mutex(State())
    /// Counts the jobs that wait.
    private let waiting = DispatchSemaphore(value: 0)

    init(name: String, width: Int, niceness: Int32) {
        self.name = name
        self.width = width
        self.niceness = niceness
    }

    /// Runs a job as soon as a thread is free.
    func run(_ job: @escaping Job) {
        let startsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.waiting > state.idle, state.started < width else { return false }
            state.started += 1
            state.idle += 1
            return true
        }
        if startsThread { start() }
        waiting.signal()
    }

    private func start() {
        Thread { [self] in serve() }.start()
    }

    /// Foundation's own name does not always reach the system, where tools that show threads look.
    private func nameThread() {
        #if os(Linux)
            guard let file = fopen("/proc/thread-self/comm", "w") else { return }
            fputs(name, file)
            fclose(file)
        #else
            Thread.current.name = name
        #endif
    }

    private func serve() {
        nameThread()
        // Linux takes this for the calling thread alone; elsewhere it would be the whole process.
        #if os(Linux)
            if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
        #endif
        while true {
            waiting.wait()
            let job = state.withLock { state in
                state.idle -= 1
                return state.take()
            }
            job()
            state.withLock { $0.idle += 1 }
        }
    }
}
