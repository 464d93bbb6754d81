/// A point in time as a calendar and a clock show it (the proleptic Gregorian calendar), over all of Go's range.
struct CivilTime {
    let year: Int64
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int
    /// 1 to 366.
    let dayOfYear: Int
    /// 0 is Sunday.
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// The time that is `seconds` after 1970-01-01T00:00:00, without a zone. Years before Go's first one,
    /// -292277022399, wrap around to its last, as they do in Go.
    init(seconds: Int64) {
        // Days from Go's first year keep the arithmetic unsigned.
        let absolute = UInt64(bitPattern: seconds) &+ Self.secondsFromFirstYear
        let ofDay = Int(absolute % 86400)
        (hour, minute, second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
        let days = Int64(absolute / 86400) - Self.daysFromFirstYear
        weekday = Int(((days + 4) % 7 + 7) % 7)
        let date = Self.date(days: days)
        (year, month, day) = date
        dayOfYear = Int(days - Self.days(toYear: date.year)) + 1
    }

    private static let daysFromFirstYear: Int64 = 106_751_991_073_094
    private static let secondsFromFirstYear = UInt64(daysFromFirstYear) &* 86400

    /// The date that is `days` after 1970-01-01. Years are counted from March, so that a leap day is a year's last.
    private static func date(days: Int64) -> (year: Int64, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * ofYear + 2) / 153
        let day = Int(ofYear - (153 * monthFromMarch + 2) / 5) + 1
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// How many days after 1970-01-01 a year begins.
    static func days(toYear year: Int64) -> Int64 {
        let before = year - 1
        let era = (before >= 0 ? before : before - 399) / 400
        let yearOfEra = before - era * 400
        // 306 days from March to the year's end.
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + 306 - 719_468
    }

    /// Whether a year has a 29th of February.
    static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
