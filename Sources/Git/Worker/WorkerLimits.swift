import CGitShim
import Foundation

/// What the system lets a worker take up. One that needs more is ended by the system, whatever it does.
struct WorkerLimits: Sendable, Hashable, Codable {
    /// Bytes of memory beyond what the program itself has at its start.
    var memoryBytes: Int
    /// Seconds of processor time.
    var processorSeconds: Int
    /// Seconds until it is ended, whatever it waits for.
    var wallSeconds: Int
    /// Bytes of one file that it writes.
    var fileBytes = 1100 << 20

    /// For most repositories. Two such workers may run side by side.
    static let usual = WorkerLimits(memoryBytes: 48 << 20, processorSeconds: 5, wallSeconds: 30)
    /// For repositories with many or large objects. One such worker runs at a time.
    static let large = WorkerLimits(memoryBytes: 128 << 20, processorSeconds: 60, wallSeconds: 240)

    /// Bytes of unpacked objects that the usual limits leave time for.
    private static let usualUnpackedBytes = 512 << 20

    /// The limits for a pack of some size; those that are usual where its size is not known.
    static func limits(for size: PackSize?) -> WorkerLimits {
        guard let size else { return .usual }
        return size.memory <= usual.memoryBytes && size.unpackedBytes <= usualUnpackedBytes ? .usual : .large
    }

    /// Has the system hold this process to the limits from now on.
    func apply() {
        Self.set(RLIMIT_DATA, rlim_t(Self.dataBytes() + memoryBytes))
        // At the second bound the system only kills, which says nothing of why.
        Self.set(RLIMIT_CPU, rlim_t(processorSeconds), most: rlim_t(processorSeconds + 1))
        Self.set(RLIMIT_FSIZE, rlim_t(fileBytes))
        Self.set(RLIMIT_CORE, 0)
        // Behind whoever waits for an answer.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 2)
    }

    private static func set(_ resource: __rlimit_resource, _ value: rlim_t, most: rlim_t? = nil) {
        var limit = rlimit(rlim_cur: value, rlim_max: most ?? value)
        _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }

    /// Bytes of writable memory that the program has now: with sanitizers that is much.
    private static func dataBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii)) ?? ""
        let pages = text.split(separator: " ").compactMap { Int($0) }
        return pages.count > 5 ? pages[5] * Int(getpagesize()) : 0
    }
}
