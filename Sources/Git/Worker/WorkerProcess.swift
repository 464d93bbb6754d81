import Foundation

/// One worker, from this side: started for a job, ended when its time is over or nobody wants its answer any more. Used by one
/// thread.
struct WorkerProcess {
    /// Nothing of this process's own, and no analysis of a crash, which takes seconds.
    private static let environment = ["LC_ALL": "C", "SWIFT_BACKTRACE": "enable=no", "MALLOC_ARENA_MAX": "1"]

    private let path: String
    private let job: WorkerJob
    private let limits: WorkerLimits

    init(_ path: String, _ job: WorkerJob, _ limits: WorkerLimits) {
        self.path = path
        self.job = job
        self.limits = limits
    }

    /// Does the job, handing on contents as they come.
    func run(_ content: ([UInt8]) throws(GitFailure) -> Void) throws(WorkerFailure) -> WorkerOutcome {
        let outcome: WorkerOutcome
        do throws(GitFailure) {
            outcome = try answer(content)
        } catch {
            throw WorkerFailure(error)
        }
        if case .failed(let failure) = outcome { throw failure }
        return outcome
    }

    private func answer(_ content: ([UInt8]) throws(GitFailure) -> Void) throws(GitFailure) -> WorkerOutcome {
        let end = ContinuousClock.now + .seconds(limits.wallSeconds)
        let process = try ChildProcess(
            path: path, name: "muster", arguments: [WorkerRequest.command], environment: Self.environment)
        try send(to: process, until: end)
        var answer = WorkerAnswer()
        while true {
            guard try process.waitForOutput(until: end, Self.check) else { return tooSlow }
            guard let bytes = process.output.readSome() else { continue }
            if bytes.isEmpty { break }
            guard try answer.take(bytes, content) else { return .failed(WorkerFailure(nonsense)) }
        }
        let ending = try process.end(until: end, Self.check)
        if case .exited(0) = ending, let outcome = answer.outcome { return outcome }
        return .failed(failure(of: ending, process.errorText))
    }

    private static func check() throws(GitFailure) {
        if Task.isCancelled { throw GitFailure(.cancelled, "reading the repository was cancelled") }
    }

    private func send(to process: ChildProcess, until end: ContinuousClock.Instant) throws(GitFailure) {
        let request = WorkerRequest(job: job, limits: limits)
        guard let bytes = try? JSONEncoder().encode(request) else { throw nonsense }
        var rest = bytes[...]
        while !rest.isEmpty {
            // One that does not read any more says why at its end.
            guard let count = rest.withUnsafeBytes({ process.input.writeNow($0) }) else { break }
            rest = rest.dropFirst(count)
            if count > 0 { continue }
            guard try Descriptor.wait(for: [(process.input, POLLOUT)], until: end, Self.check) != nil else { break }
        }
        process.input.close()
    }
}

extension WorkerProcess {
    private var name: String { job.display }

    private var nonsense: GitFailure {
        GitFailure(.configuration, "the program \(path), which reads \(name), does not answer as muster does")
    }

    private var tooSlow: WorkerOutcome {
        .failed(
            WorkerFailure(
                GitFailure(
                    .tooSlow,
                    "reading \(name) was not finished after \(limits.wallSeconds) seconds; this machine or its disk is too busy"
                ), cause: limits == .usual ? .limit : .source))
    }

    /// Why a worker ended without an answer. Where a limit is a likely reason, larger ones may do.
    private func failure(of end: ChildProcess.End?, _ words: String) -> WorkerFailure {
        switch end {
        case nil: WorkerFailure(GitFailure(.interrupted, "the process that reads \(name) does not end"))
        case .killed(SIGXCPU):
            beyond("more than \(limits.processorSeconds) seconds of processor time")
        case .killed(SIGXFSZ): beyond("a file of more than \(limits.fileBytes >> 20) MB")
        case .killed(SIGKILL):
            WorkerFailure(
                GitFailure(
                    .interrupted, "the process that reads \(name) was killed from outside; it will be tried again"))
        // Swift's own way to end where memory was refused is a trap, which a fault may have caused as well.
        case .killed(let signal):
            beyond(
                "more than \(limits.memoryBytes >> 20) MB of memory, or damages the program that reads it (signal \(signal))"
            )
        case .exited: WorkerFailure(nonsense)
        }
    }

    private func beyond(_ limit: String) -> WorkerFailure {
        WorkerFailure(.beyond(limit, name), cause: .limit)
    }
}

extension GitFailure {
    /// A repository that a worker's limits are not enough for.
    static func beyond(_ limit: String, _ name: String) -> GitFailure {
        GitFailure(
            .tooLarge,
            "reading \(name) needs \(limit); use a smaller repository, or one without large files and long history")
    }
}

/// The pieces of a worker's answer, put together as they come.
private struct WorkerAnswer {
    private var pending: [UInt8] = []
    private(set) var outcome: WorkerOutcome?

    /// False for what no worker says.
    mutating func take(
        _ bytes: [UInt8], _ content: ([UInt8]) throws(GitFailure) -> Void
    ) throws(GitFailure) -> Bool {
        pending += bytes
        while pending.count >= WorkerFrame.headBytes {
            guard outcome == nil, let (frame, count) = WorkerFrame.parse(pending.prefix(WorkerFrame.headBytes)) else {
                return false
            }
            guard pending.count >= WorkerFrame.headBytes + count else { return true }
            let body = Array(pending[WorkerFrame.headBytes..<WorkerFrame.headBytes + count])
            pending.removeFirst(WorkerFrame.headBytes + count)
            switch frame {
            case .content: try content(body)
            case .outcome:
                outcome = try? JSONDecoder().decode(WorkerOutcome.self, from: Data(body))
                guard outcome != nil else { return false }
            }
        }
        return true
    }
}
