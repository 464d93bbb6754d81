import Foundation
import Logging
public import ServiceLifecycle
import Store

/// Refreshes every catalog again and again until it is asked to stop: a pass at start, then one each interval,
/// spread by a tenth so that several servers do not knock at once. A catalog that keeps failing is tried less often.
public struct RefreshSchedule: Service {
    private let service: CatalogService
    private let interval: Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// A schedule with `interval` between passes. `wait` is the clock; tests hand in their own.
    public init(
        service: CatalogService,
        interval: Duration,
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.service = service
        self.interval = interval
        self.wait = wait
    }

    /// Runs until graceful shutdown or cancellation.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await repeatPasses() }
        } onGracefulShutdown: {
            service.flights.cancelAll()
        }
    }

    private func repeatPasses() async {
        var backOff = BackOff()
        while !Task.isCancelled {
            await pass(&backOff)
            do { try await wait(spread(interval)) } catch { return }
        }
    }

    /// One pass over every catalog that is due.
    private func pass(_ backOff: inout BackOff) async {
        do {
            try await service.reconfigure()
        } catch {
            service.logger.warning("the configuration stays as it was", metadata: ["error": "\(error)"])
        }
        let keys = service.records.map(\.key).filter { backOff.isDue($0) }
        let failed = Set(await service.refresh(keys).map(\.key))
        for key in keys { backOff.record(key, failed: failed.contains(key)) }
        await service.collectGarbage()
    }

    private func spread(_ duration: Duration) -> Duration {
        duration * Double.random(in: 0.9...1.1)
    }
}

/// Counts passes: after n failures in a row a catalog sits out 2^n - 1 passes, at most ``longestPause``.
struct BackOff: Sendable {
    /// The most passes that a failing catalog sits out; with the default interval, half an hour and more.
    static let longestPause = 7

    private var failures: [CatalogKey: Int] = [:]
    private var pauses: [CatalogKey: Int] = [:]

    /// Whether the catalog's turn has come in this pass; each call is one pass.
    mutating func isDue(_ key: CatalogKey) -> Bool {
        guard let pause = pauses[key], pause > 0 else { return true }
        pauses[key] = pause - 1
        return false
    }

    /// Notes how the catalog's refresh went.
    mutating func record(_ key: CatalogKey, failed: Bool) {
        guard failed else {
            failures[key] = nil
            pauses[key] = nil
            return
        }
        let count = (failures[key] ?? 0) + 1
        failures[key] = count
        pauses[key] = min(Self.longestPause, (1 << min(count - 1, 10)) - 1)
    }
}
