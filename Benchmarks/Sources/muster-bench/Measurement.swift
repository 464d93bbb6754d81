import Foundation

/// How long work takes.
enum Measurement {
    /// The best of several rounds, in nanoseconds: what the work costs when nothing else disturbs it.
    static func best(of rounds: Int, _ work: () -> Void) -> UInt64 {
        (0..<rounds).map { _ in
            let start = DispatchTime.now().uptimeNanoseconds
            work()
            return DispatchTime.now().uptimeNanoseconds - start
        }.min() ?? 0
    }

    /// The most memory that the process has had resident, in kilobytes.
    static var peakResidentKilobytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
