import GoTemplate
import TemplateFunctions
import Testing

/// Dates as Go 1.19 writes them.
@Suite("Dates")
struct DateTests {
    /// Rows written by Go: layout and output of 2009-02-03 04:05:06.070809 in the zone named.
    @Test(
        "a layout's elements are written as Go writes them",
        arguments: [
            ("January Jan 1 01", "February Feb 2 02"), ("Monday Mon", "Tuesday Tue"), ("Janet", "Janet"),
            ("Monitor", "Monitor"), ("2 _2 02 __2 002", "3  3 03  34 034"), ("15 3 03 4 04 5 05", "04 4 04 5 05 6 06"),
            ("2006 06 _2006", "2009 09 _2009"), ("PM pm AM", "AM am AM"), ("MST", "CET"),
            ("-0700 -07:00 -07 -070000 -07:00:00", "+0100 +01:00 +01 +010000 +01:00:00"),
            ("Z0700 Z07:00 Z07 Z070000 Z07:00:00", "+0100 +01:00 +01 +010000 +01:00:00"),
            ("05.000 05,000 05.999 05.000000 .00", "06.000 06,000 06 06.000000 .00"), (".0005 .009", ".0006 .009"),
            ("20060102150405", "20090203040506"), ("é2006é", "é2009é"), ("", ""), ("x", "x"), ("Mon2", "Tue3"),
        ])
    func layouts(layout: String, expected: String) {
        #expect(Rendering.text("{{dateInZone \"\(layout)\" 1233630306 \"Europe/Berlin\"}}") == expected)
    }

    @Test(
        "fractions of a second and the text of now are written as Go writes them",
        arguments: [
            (".000 .000000000 .0000000000", ".123 .123456789 .123456789"), (".9 .999 ,999999999", ".1 .123 ,123456789"),
        ])
    func fractions(layout: String, expected: String) {
        #expect(Rendering.text("{{now | date \"\(layout)\"}}") == expected)
    }

    @Test(
        "now has the methods of Go's time",
        arguments: [
            ("{{now}}", "2026-11-21 07:30:44.123456789 +0000 UTC m=+0.000000001"),
            ("{{now.Year}} {{now.Month}} {{now.Day}} {{now.YearDay}} {{now.Weekday}}", "2026 November 21 325 Saturday"),
            ("{{now.Hour}} {{now.Minute}} {{now.Second}} {{now.Nanosecond}}", "7 30 44 123456789"),
            ("{{now.Unix}} {{now.UnixMilli}}", "1795246244 1795246244123"),
            ("{{now.UnixMicro}} {{now.UnixNano}}", "1795246244123456 1795246244123456789"),
            ("{{now.IsZero}} {{now.UTC.Year}} {{now.Local.Year}} {{now.IsDST}}", "false 2026 2026 false"),
            ("{{now.String | len}} {{now.Month.String}}", "54 November"),
            ("{{typeOf now.Unix}} {{typeOf now.Year}}", "int64 int"),
            ("{{tuple now.Year now.Month}}", "[2026 November]"),
        ])
    func now(template: String, expected: String) {
        #expect(Rendering.text(template) == expected)
    }

    @Test(
        "a duration moves a time as Go reads it, and a broken one does not",
        arguments: [
            ("1h", "2026-11-21 08:30:44.123456789"), ("-1.5h", "2026-11-21 06:00:44.123456789"),
            ("1h15m30.918273645s", "2026-11-21 08:46:15.041730434"), ("-0.2s", "2026-11-21 07:30:43.923456789"),
            ("+24h", "2026-11-22 07:30:44.123456789"), ("0", "2026-11-21 07:30:44.123456789"),
            ("300ms1us1ns", "2026-11-21 07:30:44.42345779"), ("1µs", "2026-11-21 07:30:44.123457789"),
            ("1μs", "2026-11-21 07:30:44.123457789"), (".5m", "2026-11-21 07:31:14.123456789"),
            ("1", ""), ("h", ""), ("1d", ""), (".s", ""), ("", ""), ("-", ""), ("1h 2m", ""),
            ("9223372036854775808ns", ""), ("9223372036854775808ns9223372036854775808ns", ""),
            ("9223372036854775808ns9223372036854775807ns", ""), ("9223372036854775808ns9223372036854775808ns5s", ""),
            ("2562048h", ""), ("99999999999999999999h", ""), ("1..5h", ""),
        ])
    func durations(duration: String, expected: String) {
        let unchanged = "2026-11-21 07:30:44.123456789"
        let template = "{{now | dateModify \"\(duration)\" | date \"2006-01-02 15:04:05.999999999\"}}"
        #expect(Rendering.text(template) == (expected.isEmpty ? unchanged : expected))
    }

    @Test("a moved time keeps the reading after m=, moved along")
    func monotonicReading() {
        #expect(Rendering.text("{{now | dateModify \"1h\"}}").hasSuffix(" m=+3600.000000001"))
        #expect(Rendering.text("{{now | dateModify \"-1h\"}}").hasSuffix(" m=-3599.999999999"))
    }

    @Test(
        "days of all years are counted as Go counts them",
        arguments: [
            (0, "1970-01-01 Thu 001"), (951_782_400, "2000-02-29 Tue 060"), (951_868_800, "2000-03-01 Wed 061"),
            (4_107_456_000, "2100-02-28 Sun 059"), (4_107_542_400, "2100-03-01 Mon 060"),
            (-1, "1969-12-31 Wed 365"), (-62_135_596_800, "0001-01-01 Mon 001"),
            (-62_167_219_200, "0000-01-01 Sat 001"),
            (-62_167_219_201, "-0001-12-31 Fri 365"), (253_402_300_800, "10000-01-01 Sat 001"),
            (1_230_768_000, "2009-01-01 Thu 001"), (1_230_767_999, "2008-12-31 Wed 366"),
        ])
    func calendar(seconds: Int, expected: String) {
        #expect(Rendering.text("{{date \"2006-01-02 Mon 002\" \(seconds)}}") == expected)
    }
}
