import Logging
import Synchronization

/// A number for each request, so that what is said about one can be found together.
enum RequestID {
    /// The header in which a proxy may send its own.
    static let header = "X-Request-Id"
    /// The longest id that is taken over from a client.
    static let largest = 64

    private static let start = UInt32.random(in: 0...UInt32.max)
    private static let count = Atomic<UInt64>(0)

    /// The client's own id when it is short and plain, else a new one: which process, which request.
    static func next(following own: String?) -> String {
        if let own, !own.isEmpty, own.utf8.count <= largest, own.utf8.allSatisfy(isPlain) { return own }
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(String(start, radix: 16))-\(number)"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// One line a request, at debug.
enum RequestLog {
    /// The most bytes of a target that a line shows.
    private static let shownBytes = 256

    static func write(
        method: String, target: String, status: Int, _ elapsed: Duration, id: String, to logger: Logger
    ) {
        let shown = String(decoding: target.utf8.prefix(shownBytes), as: UTF8.self)
        logger.debug(
            "request",
            metadata: [
                "id": "\(id)", "method": "\(method)", "target": "\(shown)", "status": "\(status)",
                "microseconds": "\(elapsed.microseconds)",
            ])
    }
}

extension Duration {
    /// Whole microseconds.
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
