import Synchronization

/// Counts what was answered: by route and status, with how long it took.
final class RequestMetrics: Sendable {
    /// What one series counts.
    struct Label: Sendable, Hashable, Comparable {
        let route: Route.Name
        let status: Int

        static func < (one: Self, other: Self) -> Bool {
            (one.route.rawValue, one.status) < (other.route.rawValue, other.status)
        }
    }

    /// Requests by the bucket that their time falls into.
    struct Histogram: Sendable {
        /// The upper bounds of the buckets in microseconds; what takes longer falls into one more.
        static let bounds: [Int64] = [
            50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 10_000_000,
        ]

        private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
        private(set) var microseconds: Int64 = 0

        mutating func add(_ elapsed: Int64) {
            let bucket = Self.bounds.firstIndex { elapsed <= $0 } ?? Self.bounds.count
            counts[bucket] += 1
            microseconds += elapsed
        }
    }

    private let series = Mutex<[Label: Histogram]>([:])

    /// Counts a request. Routes and statuses are few, so the series are.
    func record(_ route: Route.Name, status: Int, _ elapsed: Duration) {
        let microseconds = elapsed.microseconds
        series.withLock { $0[Label(route: route, status: status), default: Histogram()].add(microseconds) }
    }

    /// Every series by its label, in order.
    var histograms: [(label: Label, histogram: Histogram)] {
        series.withLock { series in series.map { (label: $0.key, histogram: $0.value) } }.sorted { $0.label < $1.label }
    }
}
