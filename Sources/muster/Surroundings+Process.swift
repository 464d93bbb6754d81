import Foundation
import GoTemplate

extension Surroundings {
    /// What templates may see when a person runs them: the clock, random numbers, the machine's time zones, and of the
    /// environment only what was named.
    static func ofThisProcess(environment: [String: String]) -> Surroundings {
        let now = Date().timeIntervalSince1970
        let seconds = now.rounded(.down)
        return Surroundings(
            environment: environment,
            now: Instant(seconds: Int64(seconds), nanoseconds: Int64((now - seconds) * 1e9)),
            timeZone: zoneFile)
    }

    /// A zone's file, by a name that cannot lead out of the folder.
    private static func zoneFile(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0.first != "." }) else { return nil }
        let file = URL(filePath: "/usr/share/zoneinfo").appending(path: name)
        return (try? Data(contentsOf: file)).map(Array.init)
    }
}
