import CGitShim
import Foundation

/// A program run for one piece of work, with its three streams. Killed with its whole process group when it is no longer
/// wanted, and always reaped.
final class ChildProcess {
    /// The most that is kept of what the program says on its standard error, in bytes.
    private static let maximumErrorBytes = 16 << 10

    let input: Descriptor
    let output: Descriptor
    private let error: Descriptor
    private let pid: pid_t
    private var status: Int32?
    private var errorBytes: [UInt8] = []
    private var errorEnded = false

    /// How a program ended.
    enum End {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// Starts the program at `path` with exactly these arguments, behind the name that it is shown by, and environment.
    init(
        path: String, name: String? = nil, arguments: [String], environment: [String: String]
    ) throws(GitFailure) {
        let (childInput, input) = try Descriptor.pipe()
        let (output, childOutput) = try Descriptor.pipe()
        let (error, childError) = try Descriptor.pipe()
        for end in [childInput, childOutput, childError] {
            // The program expects descriptors that block.
            _ = fcntl(end.number, F_SETFL, fcntl(end.number, F_GETFL) & ~O_NONBLOCK)
        }
        var pid: pid_t = 0
        let code = Self.withCStrings([name ?? path] + arguments) { arguments in
            Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                muster_spawn(
                    &pid, path, arguments, environment, childInput.number, childOutput.number, childError.number)
            }
        }
        guard code == 0 else {
            throw GitFailure(.configuration, "the program \(path) cannot be run: \(String(cString: strerror(code)))")
        }
        self.pid = pid
        self.input = input
        self.output = output
        self.error = error
    }

    deinit { kill() }

    /// Ends the program at once, if it still runs.
    func kill() {
        guard status == nil else { return }
        _ = Glibc.kill(-pid, SIGKILL)
        reap(options: 0)
    }

    /// What the program wrote for people; grows while it is read.
    var errorText: String { String(decoding: errorBytes, as: UTF8.self) }

    /// Waits until there is something to read, keeping what the program says on the side. False when `end` passed.
    func waitForOutput(until end: ContinuousClock.Instant, _ check: Descriptor.Check) throws(GitFailure) -> Bool {
        while true {
            let watched = errorEnded ? [(output, POLLIN)] : [(output, POLLIN), (error, POLLIN)]
            guard let ready = try Descriptor.wait(for: watched, until: end, check) else { return false }
            if ready.count > 1, ready[1] != 0 { drainError() }
            if ready[0] != 0 { return true }
        }
    }

    /// Waits for the program's end; nil when it did not come in time.
    func end(until end: ContinuousClock.Instant, _ check: Descriptor.Check) throws(GitFailure) -> End? {
        input.close()
        while !errorEnded {
            guard try Descriptor.wait(for: [(error, POLLIN)], until: end, check) != nil else { break }
            drainError()
        }
        // Its streams are closed, so it is as good as gone; one that lingers all the same is ended.
        while status == nil, ContinuousClock.now < end, !reap(options: WNOHANG) { usleep(1000) }
        return status.map { $0 & 0x7F == 0 ? .exited($0 >> 8 & 0xFF) : .killed(signal: $0 & 0x7F) }
    }

    private func drainError() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while let count = buffer.withUnsafeMutableBytes({ error.readNow($0) }) {
            guard count > 0 else {
                errorEnded = true
                return
            }
            errorBytes += buffer[..<min(count, Self.maximumErrorBytes - errorBytes.count)]
        }
    }

    @discardableResult
    private func reap(options: Int32) -> Bool {
        var status: Int32 = 0
        while true {
            let ended = waitpid(pid, &status, options)
            if ended == pid {
                self.status = status
                return true
            }
            if ended < 0, errno == EINTR { continue }
            return false
        }
    }

    private static func withCStrings<T>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> T
    ) -> T {
        let copies = texts.map { strdup($0) } + [nil]
        defer { copies.forEach { free($0) } }
        return copies.withUnsafeBufferPointer { buffer in
            // A buffer with at least its closing nil has an address.
            buffer.baseAddress.map(body) ?? withUnsafePointer(to: nil) { body($0) }
        }
    }
}
