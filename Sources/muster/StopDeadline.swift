import Foundation
import Logging
import ServiceLifecycle

/// Ends the process in time after it was asked to stop. Requests that have begun are answered for ``drain``; then their
/// connections are closed; and what hangs even then, such as a name server that does not answer, ends with the process.
/// Nothing is lost: every change is in the store before it is confirmed.
struct StopDeadline: Service {
    /// How long requests that have begun may still take.
    static let drain = Duration.seconds(3)
    /// How long stopping takes at the most.
    static let whole = Duration.milliseconds(4_500)

    let logger: Logger

    func run() async throws {
        try? await gracefulShutdown()
        let logger = logger
        Task.detached {
            try? await Task.sleep(for: Self.whole)
            logger.warning("stopped with work under way")
            exit(0)
        }
    }
}
