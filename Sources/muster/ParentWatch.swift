import CPidFD
import Foundation

/// Waits for the end of the program that started this one.
///
/// The system could send a signal then (`PR_SET_PDEATHSIG`, as the reference has it), but it does so already when the
/// *thread* ends that started this program, and a Java server's threads come and go.
struct ParentWatch {
    private let parent: pid_t

    /// Nil where there is no end to wait for: process 1 outlives all others, and who is started by it, or is left to it
    /// already, has nobody else.
    init?() {
        parent = getppid()
        if parent == 1 || getpid() == 1 { return nil }
    }

    /// Calls `body` once the parent has ended, on a thread of its own.
    func begin(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [self] in
            wait()
            body()
        }
    }

    private func wait() {
        let descriptor = muster_pidfd_open(parent)
        // Whoever has the number by now need not be who had it at first; the system tells this process who its parent is.
        while getppid() == parent {
            guard descriptor >= 0 else {
                // An old system, or a parent outside of this container.
                usleep(250_000)
                continue
            }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&entry, 1, -1) > 0 { break }
        }
        if descriptor >= 0 { close(descriptor) }
    }
}
