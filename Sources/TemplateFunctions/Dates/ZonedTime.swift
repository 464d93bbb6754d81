import GoTemplate

/// A point in time in a time zone, ready to be written in a Go layout.
struct ZonedTime {
    let nanoseconds: Int64
    let zone: ZoneOffset
    let civil: CivilTime

    init(_ instant: Instant, in zone: ZoneOffset) {
        nanoseconds = instant.nanoseconds
        self.zone = zone
        civil = CivilTime(seconds: instant.seconds &+ Int64(zone.seconds))
    }

    /// `Time.Format`.
    func formatted(_ layout: [UInt8]) throws(FunctionFailure) -> [UInt8] {
        var output: [UInt8] = []
        var layout = TimeLayout(layout)
        while let (text, element) = layout.next() {
            output += text
            if let element { append(element, to: &output) }
            try FunctionLimits.check(bytes: output.count)
        }
        return output
    }

    private func append(_ element: TimeElement, to output: inout [UInt8]) {
        switch element {
        case .longMonth: output += CivilTime.months[civil.month - 1].utf8
        case .shortMonth: output += CivilTime.months[civil.month - 1].utf8.prefix(3)
        case .month: append(civil.month, to: &output)
        case .paddedMonth: append(civil.month, width: 2, to: &output)
        case .longWeekday: output += CivilTime.weekdays[civil.weekday].utf8
        case .shortWeekday: output += CivilTime.weekdays[civil.weekday].utf8.prefix(3)
        case .day: append(civil.day, to: &output)
        case .spacedDay: append(civil.day, width: 2, with: UInt8(ascii: " "), to: &output)
        case .paddedDay: append(civil.day, width: 2, to: &output)
        case .spacedDayOfYear: append(civil.dayOfYear, width: 3, with: UInt8(ascii: " "), to: &output)
        case .paddedDayOfYear: append(civil.dayOfYear, width: 3, to: &output)
        case .hour: append(civil.hour, width: 2, to: &output)
        case .hour12: append(hour12, to: &output)
        case .paddedHour12: append(hour12, width: 2, to: &output)
        case .minute: append(civil.minute, to: &output)
        case .paddedMinute: append(civil.minute, width: 2, to: &output)
        case .second: append(civil.second, to: &output)
        case .paddedSecond: append(civil.second, width: 2, to: &output)
        case .longYear: append(Int(civil.year), width: 4, to: &output)
        case .year: append(Int(civil.year.magnitude % 100), width: 2, to: &output)
        case .upperHalf: output += (civil.hour < 12 ? "AM" : "PM").utf8
        case .lowerHalf: output += (civil.hour < 12 ? "am" : "pm").utf8
        case .zoneName: appendZoneName(to: &output)
        case .offset(let isISO, let hasMinutes, let hasSeconds, let hasColons):
            if isISO, zone.seconds == 0 { return output.append(UInt8(ascii: "Z")) }
            appendOffset(hasMinutes: hasMinutes, hasSeconds: hasSeconds, hasColons: hasColons, to: &output)
        case .fraction(let separator, let digits, let isTrimmed):
            appendFraction(separator, digits: digits, isTrimmed: isTrimmed, to: &output)
        }
    }

    private var hour12: Int { civil.hour % 12 == 0 ? 12 : civil.hour % 12 }

    private func append(
        _ number: Int, width: Int = 0, with filler: UInt8 = UInt8(ascii: "0"), to output: inout [UInt8]
    ) {
        if number < 0 { output.append(UInt8(ascii: "-")) }
        let digits = String(number.magnitude).utf8
        output.append(contentsOf: repeatElement(filler, count: max(0, width - digits.count)))
        output += digits
    }

    private func appendZoneName(to output: inout [UInt8]) {
        if zone.name.isEmpty { return appendOffset(hasMinutes: true, hasSeconds: false, hasColons: false, to: &output) }
        output += zone.name
    }

    private func appendOffset(hasMinutes: Bool, hasSeconds: Bool, hasColons: Bool, to output: inout [UInt8]) {
        let minutes = abs(zone.seconds / 60)
        // Go takes the sign of the whole minutes.
        output.append(UInt8(ascii: zone.seconds / 60 < 0 ? "-" : "+"))
        append(minutes / 60, width: 2, to: &output)
        if hasMinutes {
            if hasColons { output.append(UInt8(ascii: ":")) }
            append(minutes % 60, width: 2, to: &output)
        }
        if hasSeconds {
            if hasColons { output.append(UInt8(ascii: ":")) }
            append(offsetSeconds, width: 2, to: &output)
        }
    }

    /// The seconds of the offset; Go leaves their sign where the offset is less than a minute.
    private var offsetSeconds: Int { zone.seconds / 60 < 0 ? -zone.seconds % 60 : zone.seconds % 60 }

    private func appendFraction(_ separator: UInt8, digits: Int, isTrimmed: Bool, to output: inout [UInt8]) {
        let all = String(1_000_000_000 + nanoseconds).utf8.dropFirst()
        var shown = Array(all.prefix(digits))
        while isTrimmed, shown.last == UInt8(ascii: "0") { shown.removeLast() }
        if shown.isEmpty { return }
        output.append(separator)
        output += shown
    }
}
