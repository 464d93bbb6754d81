import Foundation

/// A fixed number of threads for calls that block, so that Swift's cooperative threads never do.
///
/// `@unchecked Sendable`: every mutable field is only touched while `condition` is locked.
final class BlockingThreads: @unchecked Sendable {
    /// For transfers, each of which may wait for a server until its deadline.
    static let transfers = BlockingThreads(name: "git transfer", count: 8)
    /// For reading what is on this machine's disk; never waits for a network.
    static let reading = BlockingThreads(name: "git reading", count: 4)

    private typealias Work = @Sendable () -> Void

    private let name: String
    private let count: Int
    private let condition = NSCondition()
    private var started = 0
    private var idle = 0
    private var queue: [Work] = []
    private var first = 0

    init(name: String, count: Int) {
        self.name = name
        self.count = count
    }

    /// Runs `body` on one of the threads, in order of arrival.
    func run<T: Sendable, E: Error>(_ body: @escaping @Sendable () throws(E) -> T) async throws(E) -> T {
        let result: Result<T, E> = await withCheckedContinuation { continuation in
            enqueue {
                do throws(E) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    /// Runs `body` with a flag that is set when the calling task is cancelled; `body` still decides when it ends.
    func runCancellable<T: Sendable, E: Error>(
        _ body: @escaping @Sendable (CancellationFlag) throws(E) -> T
    ) async throws(E) -> T {
        let flag = CancellationFlag()
        let result: Result<T, E> = await withTaskCancellationHandler {
            do throws(E) {
                return .success(try await run { () throws(E) -> T in try body(flag) })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            flag.set()
        }
        return try result.get()
    }

    private func enqueue(_ work: @escaping Work) {
        condition.lock()
        defer { condition.unlock() }
        queue.append(work)
        if idle == 0, started < count {
            started += 1
            let thread = Thread { [self] in serve() }
            thread.name = name
            thread.start()
        }
        condition.signal()
    }

    private func serve() {
        while true { next()() }
    }

    private func next() -> Work {
        condition.lock()
        defer { condition.unlock() }
        idle += 1
        while first == queue.count { condition.wait() }
        idle -= 1
        let work = queue[first]
        first += 1
        if first == queue.count || first > 1024 {
            queue.removeFirst(first)
            first = 0
        }
        return work
    }
}
