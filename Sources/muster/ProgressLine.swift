import Foundation
import Synchronization

/// One line on a terminal that says how far something is, from its second second on.
final class ProgressLine: Sendable {
    private let what: String
    private let start = ContinuousClock.now
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(100)

    /// Nil where standard error is no terminal.
    init?(_ what: String) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        self.what = what
    }

    /// Shows how far it is, if it is time to.
    func show(_ done: Int, of all: Int) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            guard now - start > Self.patience, last.map({ now - $0 > Self.interval }) ?? true else { return false }
            last = now
            return true
        }
        if isDue { write("\r\(what) \(done)/\(all)") }
    }

    /// Takes the line away.
    func clear() {
        if last.withLock({ $0 != nil }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
