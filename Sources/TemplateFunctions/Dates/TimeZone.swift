/// How far clocks of a zone are from UTC at some time, and what they call it.
struct ZoneOffset: Equatable {
    /// The abbreviation: `CEST`.
    let name: [UInt8]
    /// Seconds to add to UTC.
    let seconds: Int
    /// Whether this is daylight saving time.
    let isDaylight: Bool

    static let utc = ZoneOffset(name: Array("UTC".utf8), seconds: 0, isDaylight: false)
}

/// A time zone: when its clocks changed, and by what rule they change after that.
struct TimeZone {
    /// The offsets that ``changes`` name; at least one.
    let offsets: [ZoneOffset]
    /// When a new offset began, in order: seconds since 1970, and the index of the offset.
    let changes: [(start: Int64, offset: Int)]
    /// The rule for the time after the last change.
    let rule: TimeZoneRule?

    /// The offset at a time.
    func offset(at seconds: Int64) -> ZoneOffset {
        guard let first = changes.first, seconds >= first.start else { return offsetBeforeChanges }
        var low = 0
        var high = changes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if seconds < changes[middle].start { high = middle } else { low = middle }
        }
        if low == changes.count - 1, let rule { return rule.offset(at: seconds) }
        return offsets[changes[low].offset]
    }

    /// Go's choice for the time before the first change: the first offset when no change names it; else the last standard
    /// time before the first change's daylight saving time; else the first standard time.
    private var offsetBeforeChanges: ZoneOffset {
        let isFirstUsed = changes.contains { $0.offset == 0 }
        if isFirstUsed {
            if let first = changes.first, offsets[first.offset].isDaylight,
                let standard = offsets[..<first.offset].last(where: { !$0.isDaylight })
            {
                return standard
            }
            if let standard = offsets.first(where: { !$0.isDaylight }) { return standard }
        }
        return offsets.first ?? .utc
    }
}
