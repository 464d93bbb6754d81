import Foundation

/// Owns one file descriptor and waits for it with a deadline.
final class Descriptor {
    /// How long one `poll` waits before cancellation is looked at again, in milliseconds.
    private static let slice: Int64 = 50

    private(set) var number: Int32

    /// Takes ownership and makes the descriptor non-blocking.
    init(owning number: Int32) {
        self.number = number
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    }

    deinit { close() }

    func close() {
        guard number >= 0 else { return }
        _ = Glibc.close(number)
        number = -1
    }

    /// Both ends of a pipe; only this process has them.
    static func pipe() throws(GitFailure) -> (read: Descriptor, write: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else {
            throw GitFailure(.configuration, "no pipe can be made: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    }

    /// Looked at now and then during a wait: throws to end it.
    typealias Check = () throws(GitFailure) -> Void

    /// Waits until one of the descriptors is ready: the events of each, or nil when `end` has passed first.
    static func wait(
        for watched: [(descriptor: Descriptor, events: Int32)], until end: ContinuousClock.Instant, _ check: Check
    ) throws(GitFailure) -> [Int32]? {
        var entries = watched.map { pollfd(fd: $0.descriptor.number, events: Int16($0.events), revents: 0) }
        while true {
            try check()
            let left = ContinuousClock.now.duration(to: end).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
            guard milliseconds > 0, left.seconds >= 0, left.attoseconds >= 0 else { return nil }
            let ready = poll(&entries, nfds_t(entries.count), Int32(min(milliseconds, slice)))
            if ready > 0 { return entries.map { Int32($0.revents) } }
            guard ready == 0 || errno == EINTR else {
                throw GitFailure(.configuration, "waiting failed: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// As above, for a transfer, whose budget ends the wait.
    static func wait(
        for watched: [(descriptor: Descriptor, events: Int32)], until end: ContinuousClock.Instant,
        _ budget: TransferBudget
    ) throws(GitFailure) -> [Int32]? {
        try wait(for: watched, until: end) { () throws(GitFailure) in try budget.checkTotal() }
    }

    /// What `read(2)` gives at once; nil when there is nothing yet.
    func readNow(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        while true {
            let count = read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno == EINTR { continue }
            // Any other error is the connection's end; what is missing then shows in what was received.
            return errno == EAGAIN ? nil : 0
        }
    }

    /// Some bytes that are there at once, none at the end; nil when there are none yet.
    func readSome() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        guard let count = bytes.withUnsafeMutableBytes({ readNow($0) }) else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// What `write(2)` takes at once: 0 when there is no room yet, nil when nobody reads any more.
    func writeNow(_ bytes: UnsafeRawBufferPointer) -> Int? {
        while true {
            let count = write(number, bytes.baseAddress, bytes.count)
            if count >= 0 { return count }
            if errno == EINTR { continue }
            return errno == EAGAIN ? 0 : nil
        }
    }

    /// Writes everything, waiting for each part as long as a silence may last.
    func writeAll(
        _ bytes: UnsafeRawBufferPointer, _ budget: TransferBudget
    ) throws(GitFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let count = writeNow(UnsafeRawBufferPointer(rebasing: rest)) else { throw budget.endedEarly() }
            rest = rest.dropFirst(count)
            if count > 0 { continue }
            let ready = try Self.wait(for: [(self, POLLOUT)], until: budget.idleEnd(), budget)
            guard ready != nil else { throw budget.expired() }
        }
    }
}
