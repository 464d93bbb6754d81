import Foundation

/// The threads that Swift's tasks run on. They pass things on, for everybody's answers that are not ready; the event loops, which
/// new clients and ready answers need and nothing else, come before them.
package enum TaskThreads {
    /// How far they stand behind the event loops.
    private static let niceness: Int32 = 4

    /// Has the thread that calls step back. The system starts and ends such threads as it likes, so whoever gives them much to
    /// do calls it each time; it costs a system call.
    package static func stepBack() {
        // Linux takes this for the calling thread alone; elsewhere it would be the whole process.
        #if os(Linux)
            let process = __priority_which_t(PRIO_PROCESS.rawValue)
            if getpriority(process, 0) < niceness { setpriority(process, 0, niceness) }
        #endif
    }
}
