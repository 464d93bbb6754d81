/// A rule by which clocks change every year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule {
    private let standard: ZoneOffset
    /// Nil for a zone without daylight saving time.
    private let daylight: (offset: ZoneOffset, start: YearlyTime, end: YearlyTime)?

    /// Nil for a text that is no rule.
    init?(_ text: ArraySlice<UInt8>) {
        var reader = RuleReader(text: text)
        guard let standard = reader.offset(isDaylight: false) else { return nil }
        self.standard = standard
        if reader.isAtEnd || reader.text.first == UInt8(ascii: ",") {
            daylight = nil
            return
        }
        guard let offset = reader.offset(isDaylight: true, standard: standard.seconds) else { return nil }
        if reader.isAtEnd { reader.text = Array(",M3.2.0,M11.1.0".utf8)[...] }
        guard reader.takeSeparator(), let start = reader.yearlyTime(), reader.takeSeparator(),
            let end = reader.yearlyTime(), reader.isAtEnd
        else { return nil }
        daylight = (offset, start, end)
    }

    /// The offset at a time, in seconds since 1970.
    func offset(at seconds: Int64) -> ZoneOffset {
        guard let daylight else { return standard }
        let civil = CivilTime(seconds: seconds)
        let ofYear = (civil.dayOfYear - 1) * 86400 + civil.hour * 3600 + civil.minute * 60 + civil.second
        // Standard time ends where daylight saving time starts, so each is read on the other's clock.
        let start = daylight.start.seconds(in: civil.year) - standard.seconds
        let end = daylight.end.seconds(in: civil.year) - daylight.offset.seconds
        if start <= end { return ofYear >= start && ofYear < end ? daylight.offset : standard }
        return ofYear >= end && ofYear < start ? standard : daylight.offset
    }
}

/// A day and a time of day that every year has.
struct YearlyTime {
    enum Day {
        /// The nth day, 1 to 365; the 29th of February is not counted.
        case withoutLeapDay(Int)
        /// The nth day from 0, leap day included.
        case ofYear(Int)
        /// The nth such weekday of a month; the 5th is the last.
        case weekday(Int, week: Int, month: Int)
    }

    let day: Day
    /// Seconds from midnight; may be negative or more than a day.
    let time: Int

    /// How many seconds after the start of the year this is, on the clock in force.
    func seconds(in year: Int64) -> Int { dayIndex(in: year) * 86400 + time }

    private func dayIndex(in year: Int64) -> Int {
        let isLeap = CivilTime.isLeap(year)
        switch day {
        case .withoutLeapDay(let day): return day - 1 + (isLeap && day >= 60 ? 1 : 0)
        case .ofYear(let day): return day
        case .weekday(let weekday, let week, let month):
            let first = Self.daysBefore(month, isLeap: isLeap)
            let length = Self.daysBefore(month + 1, isLeap: isLeap) - first
            let weekdayOfFirst = Int(((CivilTime.days(toYear: year) + Int64(first) + 4) % 7 + 7) % 7)
            var day = (weekday - weekdayOfFirst + 7) % 7 + (week - 1) * 7
            if day >= length { day -= 7 }
            return first + day
        }
    }

    /// The days of a year before a month, 1 to 13.
    private static func daysBefore(_ month: Int, isLeap: Bool) -> Int {
        let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
        return days[month - 1] + (isLeap && month > 2 ? 1 : 0)
    }
}
