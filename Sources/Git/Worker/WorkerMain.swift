import CGitShim
import Foundation

/// The whole life of a worker: reads what it is asked for, has itself bounded, does it, and answers.
enum WorkerMain {
    /// Never returns.
    static func run() -> Never {
        muster_become_worker()
        signal(SIGPIPE, SIG_IGN)
        endWithReader()
        let request = FileHandle.standardInput.readDataToEndOfFile()
        guard let request = try? JSONDecoder().decode(WorkerRequest.self, from: request) else {
            FileHandle.standardError.write(
                Data("muster starts \(WorkerRequest.command) itself; see muster --help\n".utf8))
            exit(2)
        }
        request.limits.apply()
        answer(outcome(of: request))
        exit(0)
    }

    /// Ends this process once nobody reads its answer any more, as when the server was killed. Not by the system's signal
    /// for a parent's death, which comes when the parent's *thread* ends.
    private static func endWithReader() {
        let thread = Thread {
            var answer = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
            while poll(&answer, 1, -1) <= 0 {}
            _exit(1)
        }
        // It does not count against the limits, which begin later; the system's standard is 8 MB.
        thread.stackSize = 256 << 10
        thread.start()
    }

    private static func outcome(of request: WorkerRequest) -> WorkerOutcome {
        do throws(WorkerFailure) {
            switch request.job {
            case .importPack(let job): return .imported(try job.run())
            case .importLocal(let job): return .imported(try job.run(within: request.limits))
            case .compare(let job): return .compared(try job.run())
            case .read(let job):
                try job.run { write(.content, $0) }
                return .read
            }
        } catch {
            let limit = "more than \(request.limits.memoryBytes >> 20) MB of memory"
            guard error.cause == .limit else { return .failed(error) }
            return .failed(WorkerFailure(.beyond(limit, request.job.display), cause: .limit))
        }
    }

    private static func answer(_ outcome: WorkerOutcome) {
        guard let bytes = try? JSONEncoder().encode(outcome) else { exit(1) }
        write(.outcome, Array(bytes))
    }

    private static func write(_ frame: WorkerFrame, _ bytes: [UInt8]) {
        for part in [frame.head(bytes.count), bytes] {
            var rest = part[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                // Nobody reads any more.
                guard count > 0 else { exit(1) }
                rest = rest.dropFirst(count)
            }
        }
    }
}
