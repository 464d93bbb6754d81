/// Reads TZif files (RFC 8536), versions 1 and later. Anything that is not one gives nil: every count and index is checked
/// against the bytes there are.
struct TimeZoneFile {
    private var bytes: ArraySlice<UInt8>

    /// The time zone in a file's contents, nil when they are broken or larger than ``TimeZoneLimits/fileBytes``.
    static func timeZone(in contents: [UInt8]) -> TimeZone? {
        if contents.count > TimeZoneLimits.fileBytes { return nil }
        var file = TimeZoneFile(bytes: contents[...])
        return file.read()
    }

    private init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// A later version repeats everything with 64-bit times after the first block.
    private mutating func read() -> TimeZone? {
        guard let first = Header(take(Header.size)) else { return nil }
        if first.version == 0 { return block(first, timeSize: 4, rule: nil) }
        guard take(first.blockSize(timeSize: 4)) != nil, let second = Header(take(Header.size)) else { return nil }
        let block = bytes
        guard take(second.blockSize(timeSize: 8)) != nil else { return nil }
        let rule = footer()
        bytes = block
        return self.block(second, timeSize: 8, rule: rule)
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    /// The rule between two line feeds at the end.
    private func footer() -> TimeZoneRule? {
        guard bytes.first == UInt8(ascii: "\n"), bytes.count > 2, bytes.last == UInt8(ascii: "\n"),
            bytes.count - 2 <= TimeZoneLimits.ruleBytes
        else { return nil }
        return TimeZoneRule(bytes.dropFirst().dropLast())
    }

    private mutating func block(_ header: Header, timeSize: Int, rule: TimeZoneRule?) -> TimeZone? {
        guard let times = take(header.changes * timeSize), let indexes = take(header.changes),
            let types = take(header.types * 6), let names = take(header.nameBytes)
        else { return nil }
        var offsets: [ZoneOffset] = []
        for place in 0..<header.types {
            guard let offset = Self.offset(types.dropFirst(place * 6).prefix(6), names: names) else { return nil }
            offsets.append(offset)
        }
        var changes: [(start: Int64, offset: Int)] = []
        for (place, index) in indexes.enumerated() {
            guard Int(index) < offsets.count else { return nil }
            let start = Self.number(times.dropFirst(place * timeSize).prefix(timeSize))
            if let last = changes.last, last.start > start { return nil }
            changes.append((start, Int(index)))
        }
        return offsets.isEmpty ? nil : TimeZone(offsets: offsets, changes: changes, rule: rule)
    }

    private static func offset(_ type: ArraySlice<UInt8>, names: ArraySlice<UInt8>) -> ZoneOffset? {
        let fields = Array(type)
        guard fields.count == 6, Int(fields[5]) < names.count else { return nil }
        let name = names.dropFirst(Int(fields[5])).prefix { $0 != 0 }
        return ZoneOffset(name: Array(name), seconds: Int(number(fields[..<4])), isDaylight: fields[4] != 0)
    }

    /// A signed number of 4 or 8 bytes, the highest first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let value = bytes.reduce(0) { $0 << 8 | UInt64($1) }
        return bytes.count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    /// The start of a block: how many of what follow.
    private struct Header {
        static let size = 44

        let version: UInt8
        let changes: Int
        let types: Int
        let nameBytes: Int
        private let leapSeconds: Int
        private let indicators: Int

        init?(_ bytes: ArraySlice<UInt8>?) {
            guard let bytes, bytes.starts(with: "TZif".utf8) else { return nil }
            version = bytes[bytes.startIndex + 4]
            let counts = (0..<6).map { Int(UInt32(truncatingIfNeeded: number(bytes.dropFirst(20 + 4 * $0).prefix(4)))) }
            indicators = counts[0] + counts[1]
            leapSeconds = counts[2]
            changes = counts[3]
            types = counts[4]
            nameBytes = counts[5]
        }

        func blockSize(timeSize: Int) -> Int {
            changes * (timeSize + 1) + types * 6 + nameBytes + leapSeconds * (timeSize + 4) + indicators
        }
    }
}
