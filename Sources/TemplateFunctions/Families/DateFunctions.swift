import GoText
import GoTemplate

/// Functions of dates. Now is when the caller says it is, and local time is UTC.
enum DateFunctions {
    static let all = [
        LibraryFunction(
            "date", in: .dates, "A time in a layout, in UTC.", takes: [layout, time], returns: .string,
            notes: [anyTime], example: #"{{date "2006-01-02 15:04:05" 1500000000}}"#, gives: "2017-07-14 02:40:00",
            body: date),
        LibraryFunction(
            "date_in_zone", in: .dates, "The older name of dateInZone.", takes: [layout, time, zone], returns: .string,
            notes: [anyTime], example: #"{{date_in_zone "2006-01-02 15:04 MST" 0 "UTC"}}"#,
            gives: "1970-01-01 00:00 UTC", body: dateInZone),
        LibraryFunction(
            "date_modify", in: .dates, "The older name of dateModify.", takes: [duration, modified],
            returns: modified.type, example: #"{{now | date_modify "-24h" | date "2006-01-02"}}"#, gives: nil,
            body: dateModify),
        LibraryFunction(
            "dateInZone", in: .dates, "A time in a layout, in a time zone.", takes: [layout, time, zone],
            returns: .string, notes: [anyTime], example: #"{{dateInZone "2006-01-02 15:04 MST" 0 "UTC"}}"#,
            gives: "1970-01-01 00:00 UTC", body: dateInZone),
        LibraryFunction(
            "dateModify", in: .dates, "A time, moved by a duration.", takes: [duration, modified],
            returns: modified.type, example: #"{{now | dateModify "-1.5h" | date "15:04"}}"#, gives: nil,
            body: dateModify),
        LibraryFunction(
            "htmlDate", in: .dates, "A date as HTML's date fields want it, in UTC.", takes: [time], returns: .string,
            notes: [anyTime], example: "{{htmlDate 1500000000}}", gives: "2017-07-14"
        ) { call, surroundings throws(FunctionFailure) in
            try formatted(call.any(0), htmlLayout, zone: utc, surroundings)
        },
        LibraryFunction(
            "htmlDateInZone", in: .dates, "A date as HTML's date fields want it, in a time zone.",
            takes: [time, zone], returns: .string, notes: [anyTime], example: #"{{htmlDateInZone 0 "UTC"}}"#,
            gives: "1970-01-01"
        ) { call, surroundings throws(FunctionFailure) in
            try formatted(call.any(0), htmlLayout, zone: try call.text(1), surroundings)
        },
        LibraryFunction(
            "now", in: .dates, "The time now.", returns: modified.type,
            notes: ["Has methods such as Year, Month, Day, Hour, Unix and Weekday."], example: "{{now.Year}}",
            gives: nil
        ) { _, surroundings in GoTime.value(surroundings.now, monotonic: 1) },
    ]

    private static let layout = FunctionDocumentation.Parameter.text(
        "layout", "how Mon Jan 2 15:04:05 MST 2006 would look")
    private static let time = FunctionDocumentation.Parameter.any("time", "from now, or seconds since 1970")
    private static let zone = FunctionDocumentation.Parameter.text("zone", "such as Europe/Berlin; UTC when unknown")
    private static let duration = FunctionDocumentation.Parameter.text(
        "duration", "such as -1h30m; a broken one changes nothing")
    private static let modified = FunctionDocumentation.Parameter("time", .structure(GoTime.typeName))
    private static let anyTime =
        "Anything but a time, an int or an int64 counts as now, also a text with a number in it."
    private static let htmlLayout = Array("2006-01-02".utf8)

    private static let date: LibraryFunction.Body = { call, surroundings throws(FunctionFailure) in
        try formatted(call.any(1), try call.text(0), zone: utc, surroundings)
    }

    private static let dateInZone: LibraryFunction.Body = { call, surroundings throws(FunctionFailure) in
        try formatted(call.any(1), try call.text(0), zone: try call.text(2), surroundings)
    }

    private static let dateModify: LibraryFunction.Body = { call, _ throws(FunctionFailure) in
        let text = try call.text(0)
        guard let duration = try? GoDuration.nanoseconds(text) else { return call.any(1) }
        return GoTime.adding(duration, to: call.any(1))
    }

    private static func formatted(
        _ value: Value, _ layout: [UInt8], zone: [UInt8], _ surroundings: Surroundings
    ) throws(FunctionFailure) -> Value {
        let instant = instant(of: value, now: surroundings.now)
        let offset = timeZone(zone, surroundings)?.offset(at: instant.seconds) ?? .utc
        return .string(try ZonedTime(instant, in: offset).formatted(layout))
    }

    private static func instant(of value: Value, now: Instant) -> Instant {
        switch value {
        case .integer(let seconds, .int), .integer(let seconds, .int32), .integer(let seconds, .int64):
            Instant(seconds: seconds)
        default: GoTime.instant(of: value) ?? now
        }
    }

    private static let utc = Array("UTC".utf8)

    /// The zone of a name, nil for UTC, for local time (which is UTC), for an unknown name, and for one that Go does not
    /// look up because it could lead out of the folder of zones.
    private static func timeZone(_ name: [UInt8], _ surroundings: Surroundings) -> TimeZone? {
        guard let first = name.first, name != utc, name != Array("Local".utf8), !name.contains(0),
            first != UInt8(ascii: "/"), first != UInt8(ascii: "\\"),
            ByteSearch(Array("..".utf8)).firstIndex(in: name) == nil
        else { return nil }
        return surroundings.timeZone(String(decoding: name, as: UTF8.self)).flatMap(TimeZoneFile.timeZone)
    }
}
