import Catalog
import Foundation
import Logging
import ServiceLifecycle
import Store

/// Refreshes every catalog again and again until it is asked to stop: a pass at start, then one each interval,
/// spread by a tenth so that several servers do not knock at once. A pass waits for nobody: a catalog that is still being
/// refreshed is left out of it, and one that keeps failing or is slow again and again is tried less often.
package struct RefreshSchedule: Service {
    private enum Event: Sendable {
        case pass
        case ended(CatalogKey, BackOff.Outcome)
    }

    private let service: CatalogService
    private let interval: Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// A schedule with `interval` between passes. `wait` is the clock; tests hand in their own.
    package init(
        service: CatalogService,
        interval: Duration,
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.service = service
        self.interval = interval
        self.wait = wait
    }

    /// Runs until graceful shutdown or cancellation.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await repeatPasses() }
        } onGracefulShutdown: {
            service.flights.cancelAll()
        }
    }

    private func repeatPasses() async {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        await withDiscardingTaskGroup { group in
            group.addTask { await beat(continuation) }
            var rhythm = RefreshRhythm()
            for await event in events {
                switch event {
                case .pass: rhythm.pass(await keys())
                case .ended(let key, let outcome): rhythm.end(key, outcome)
                }
                // What nothing is served of yet waits for nobody.
                for key in rhythm.begin(isUrgent: service.first.contains) {
                    group.addTask { continuation.yield(.ended(key, await refresh(key))) }
                }
            }
        }
    }

    /// Begins a pass each interval, until it is cancelled.
    private func beat(_ continuation: AsyncStream<Event>.Continuation) async {
        while !Task.isCancelled {
            continuation.yield(.pass)
            do { try await wait(spread(interval)) } catch { break }
            // What the passes before let go of.
            await service.collectGarbage()
        }
        continuation.finish()
    }

    /// The catalogs that there are now, by the configuration as it is now.
    private func keys() async -> [CatalogKey] {
        do {
            try await service.reconfigure()
        } catch is ConfigurationError {
            // Told already; what is known is refreshed.
        } catch {
            service.logger.warning("the configuration stays as it was", metadata: ["error": "\(error)"])
        }
        return service.records.map(\.key)
    }

    private func refresh(_ key: CatalogKey) async -> BackOff.Outcome {
        let failures = await service.refresh([key])
        if !failures.isEmpty { return .failed }
        return service.ledger.remoteTime(of: key) > BackOff.slowRemote ? .slow : .well
    }

    private func spread(_ duration: Duration) -> Duration {
        duration * Double.random(in: 0.9...1.1)
    }
}
