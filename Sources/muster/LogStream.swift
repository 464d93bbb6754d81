import Diagnostics
import Foundation
import Logging
import Synchronization

/// Where every line of the log goes, whichever module writes it: standard error, an entry a line, without what could steer a
/// terminal. Who logs waits neither for who reads the log nor for nobody: what is not read is kept within bounds, then
/// dropped, counted and told.
final class LogStream: TextOutputStream, Sendable {
    /// The bytes that wait for a slow reader.
    private static let mostWaiting = 256 << 10
    /// The longest entry, in bytes; a longer one is cut off.
    private static let longestEntry = 16 << 10
    /// What a pipe that is ready takes at once.
    private static let pipeBytes = 4096
    /// How often a stop looks whether a reader takes what waits, each time after a millisecond.
    private static let lastLooks = 300

    private static let standardError = LogStream()

    private struct State {
        var waiting: [UInt8] = []
        var dropped = 0
        var hasThread = false
        /// Whether the thread has bytes that are not written yet.
        var isWriting = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Makes this the way of all logs of the process.
    static func bootstrap() {
        LoggingSystem.bootstrap { StreamLogHandler(label: $0, stream: standardError) }
        atexit { LogStream.standardError.awaitReader() }
    }

    /// Writes an entry, at once where that takes no waiting.
    func write(_ entry: String) {
        let line = Self.line(entry)
        state.withLock { state in
            var rest = line[...]
            if state.waiting.isEmpty, !state.isWriting, line.count <= Self.pipeBytes, Self.isReady(within: 0) {
                rest = rest.dropFirst(Self.put(rest))
            }
            guard !rest.isEmpty else { return }
            guard state.waiting.count + rest.count <= Self.mostWaiting else { return state.dropped += 1 }
            state.waiting += rest
            if !state.hasThread { startThread() }
            state.hasThread = true
            arrivals.signal()
        }
    }

    private func startThread() {
        let thread = Thread { [self] in
            while true {
                arrivals.wait()
                let (bytes, dropped) = take()
                var rest = bytes[...]
                while !rest.isEmpty {
                    _ = Self.isReady(within: -1)
                    rest = rest.dropFirst(Self.put(rest))
                }
                state.withLock { $0.isWriting = false }
                if dropped > 0 {
                    let lost: Logger.Metadata = ["lines": "\(dropped)"]
                    Logger(label: "muster").warning(
                        "the log was not read, and lines of it were dropped", metadata: lost)
                }
            }
        }
        thread.name = "log"
        thread.start()
    }

    private func take() -> (bytes: [UInt8], dropped: Int) {
        state.withLock { state in
            defer { (state.waiting, state.dropped) = ([], 0) }
            state.isWriting = !state.waiting.isEmpty
            return (state.waiting, state.dropped)
        }
    }

    private func awaitReader() {
        for _ in 0..<Self.lastLooks where state.withLock({ $0.isWriting || !$0.waiting.isEmpty }) { usleep(1000) }
    }

    /// The line of an entry, which a handler ends with a line end.
    private static func line(_ entry: String) -> [UInt8] {
        let text = String(decoding: entry.utf8.dropLast().prefix(longestEntry), as: UTF8.self)
        return Array(text.printable.utf8) + [UInt8(ascii: "\n")]
    }

    /// Whether something can be written without waiting for a reader; true also when there will be none any more.
    private static func isReady(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, milliseconds) == 1
    }

    /// Writes some bytes; how many are done with. All are when nobody can read them any more.
    private static func put(_ bytes: ArraySlice<UInt8>) -> Int {
        let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if count >= 0 { return count }
        return errno == EINTR || errno == EAGAIN ? 0 : bytes.count
    }
}
