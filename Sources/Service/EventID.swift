/// The id of an event: which process it happened in, and its number there.
package struct EventID: Sendable, Hashable, CustomStringConvertible {
    /// The longest run that an id may name.
    static let runLength = 32

    /// Which process.
    package let run: String
    /// Its place there; 0 is before the first.
    package let number: UInt64

    /// An id of these parts.
    package init(run: String, number: UInt64) {
        self.run = run
        self.number = number
    }

    /// The id that `text` spells; nil for a text that no log ever gave out.
    package init?(parsing text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...Self.runLength).contains(parts[0].count), !parts[1].isEmpty,
            parts[0].allSatisfy({ Self.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }),
            parts[1].allSatisfy(Self.isDigit), let number = UInt64(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(run: String(decoding: parts[0], as: UTF8.self), number: number)
    }

    /// The id's text.
    package var description: String { "\(run)-\(number)" }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
