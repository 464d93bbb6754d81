import Synchronization

/// Counts what was answered: by address and status, with how long it took.
final class RequestMetrics: Sendable {
    /// What one series counts.
    struct Label: Sendable, Hashable, Comparable {
        /// The address, as metrics name it.
        let endpoint: String
        let status: Int

        static func < (one: Self, other: Self) -> Bool {
            (one.endpoint, one.status) < (other.endpoint, other.status)
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

    /// The requests of one label.
    final class Series: Sendable {
        let label: Label
        private let counted = Mutex(Histogram())

        fileprivate init(_ label: Label) { self.label = label }

        var histogram: Histogram { counted.withLock { $0 } }

        /// Counts a request.
        func record(_ elapsed: Duration) {
            let microseconds = elapsed.microseconds
            counted.withLock { $0.add(microseconds) }
        }
    }

    private let all = Mutex<[Label: Series]>([:])

    /// Where requests to an address with a status are counted. Both are few, so the series are.
    func series(_ endpoint: String, status: Int) -> Series {
        let label = Label(endpoint: endpoint, status: status)
        return all.withLock { all in
            if let series = all[label] { return series }
            let series = Series(label)
            all[label] = series
            return series
        }
    }

    /// Every series by its label, in order.
    var histograms: [(label: Label, histogram: Histogram)] {
        all.withLock { Array($0.values) }.map { ($0.label, $0.histogram) }.sorted { $0.label < $1.label }
    }
}
