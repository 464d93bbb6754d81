import Foundation
import Synchronization

/// The `Date` header's line with the empty line behind it, made once a second.
final class DateLine: Sendable {
    private struct Line {
        var second = -1
        var bytes: [UInt8] = []
    }

    private let line = Mutex(Line())

    /// The seconds since 1970, now.
    static var second: Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        return now.tv_sec
    }

    /// The line for now.
    var bytes: [UInt8] { bytes(at: Self.second) }

    /// The header's value for now.
    var text: String {
        String(decoding: bytes.dropFirst(Self.name.utf8.count).dropLast(Self.end.utf8.count), as: UTF8.self)
    }

    private static let (name, end) = ("Date: ", "\r\n\r\n")

    /// The line for the second that it is now.
    func bytes(at second: Int) -> [UInt8] {
        line.withLock { line in
            if line.second != second { line = Line(second: second, bytes: Self.bytes(at: second)) }
            return line.bytes
        }
    }

    /// The line for a second since 1970, in RFC 9110's preferred form.
    static func bytes(at second: Int) -> [UInt8] {
        var (moment, parts) = (time_t(second), tm())
        gmtime_r(&moment, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date =
            "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        let time = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return Array("\(name)\(date) \(time) GMT\(end)".utf8)
    }
}
