import GoTemplate

/// Go's `time.Time` as templates see it, in UTC.
enum GoTime {
    static let typeName = "time.Time"

    /// Unexported fields, as Go's struct has them: a template cannot read them.
    private enum Field {
        static let seconds = "wall"
        static let nanoseconds = "ext"
        static let monotonic = "loc"
    }

    /// A time; `monotonic` is the reading in nanoseconds that Go prints after `m=`.
    static func value(_ instant: Instant, monotonic: Int64) -> Value {
        .structure(
            GoStructure(
                typeName,
                fields: [
                    (Field.seconds, .integer(instant.seconds, .int64)),
                    (Field.nanoseconds, .integer(instant.nanoseconds, .int64)),
                    (Field.monotonic, .integer(monotonic, .int64)),
                ],
                methods: methods, text: text(instant, monotonic: monotonic)))
    }

    /// The point in time of a value, nil for anything but a time.
    static func instant(of value: Value) -> Instant? {
        guard case .structure(let structure) = value, structure.typeName == typeName else { return nil }
        return instant(of: structure)
    }

    private static func instant(of structure: GoStructure) -> Instant {
        Instant(
            seconds: number(structure, Field.seconds), nanoseconds: number(structure, Field.nanoseconds))
    }

    private static func number(_ structure: GoStructure, _ name: String) -> Int64 {
        guard case .integer(let number, _) = structure.field(Array(name.utf8)) else { return 0 }
        return number
    }

    /// `Time.Add`: later by a duration in nanoseconds; the monotonic reading moves along.
    static func adding(_ duration: Int64, to value: Value) -> Value {
        guard case .structure(let structure) = value else { return value }
        let start = instant(of: structure)
        let sum = start.nanoseconds + duration % 1_000_000_000
        let carried: Int64 = sum < 0 ? -1 : sum >= 1_000_000_000 ? 1 : 0
        let moved = Instant(
            seconds: start.seconds &+ duration / 1_000_000_000 &+ carried, nanoseconds: sum - carried * 1_000_000_000)
        return self.value(moved, monotonic: number(structure, Field.monotonic) &+ duration)
    }

    /// `Time.String`: `2026-11-21 07:30:44.123456789 +0000 UTC m=+0.000000001`.
    private static func text(_ instant: Instant, monotonic: Int64) -> [UInt8] {
        let layout = Array("2006-01-02 15:04:05.999999999 -0700 MST".utf8)
        let date = (try? ZonedTime(instant, in: .utc).formatted(layout)) ?? []
        let digits = String(monotonic.magnitude % 1_000_000_000 + 1_000_000_000).dropFirst()
        return date + " m=\(monotonic < 0 ? "-" : "+")\(monotonic.magnitude / 1_000_000_000).\(digits)".utf8
    }
}

/// The methods that templates may call.
extension GoTime {
    private static let methods: [String: GoStructure.Method] = [
        "Year": civil(\.year), "Day": civil { Int64($0.day) }, "YearDay": civil { Int64($0.dayOfYear) },
        "Hour": civil { Int64($0.hour) }, "Minute": civil { Int64($0.minute) }, "Second": civil { Int64($0.second) },
        "Nanosecond": plain { .integer(instant(of: $0).nanoseconds, .int) },
        "Month": plain { named("time.Month", CivilTime.months[CivilTime(seconds: instant(of: $0).seconds).month - 1]) },
        "Weekday": plain {
            named("time.Weekday", CivilTime.weekdays[CivilTime(seconds: instant(of: $0).seconds).weekday])
        },
        "Unix": unix { $0.seconds },
        "UnixMilli": unix { $0.seconds &* 1000 &+ $0.nanoseconds / 1_000_000 },
        "UnixMicro": unix { $0.seconds &* 1_000_000 &+ $0.nanoseconds / 1000 },
        "UnixNano": unix { $0.seconds &* 1_000_000_000 &+ $0.nanoseconds },
        "IsZero": plain { .bool(instant(of: $0) == Instant(seconds: yearOne)) },
        "IsDST": plain { _ in .bool(false) },
        "UTC": plain { .structure($0) }, "Local": plain { .structure($0) },
        "String": plain { .string($0.text ?? []) },
        "Format": GoStructure.Method([.string]) { time, arguments throws(FunctionFailure) in
            guard case .string(let layout)? = arguments.first else { return .none }
            return .string(try ZonedTime(instant(of: time), in: .utc).formatted(layout))
        },
        "Before": comparison { $0 < $1 }, "After": comparison { $0 > $1 }, "Equal": comparison { $0 == $1 },
    ]

    /// 0001-01-01T00:00:00Z, Go's zero time.
    private static let yearOne: Int64 = -62_135_596_800

    private static func plain(_ body: @escaping @Sendable (GoStructure) -> Value) -> GoStructure.Method {
        GoStructure.Method { time, _ in body(time) }
    }

    private static func civil(_ part: @escaping @Sendable (CivilTime) -> Int64) -> GoStructure.Method {
        plain { .integer(part(CivilTime(seconds: instant(of: $0).seconds)), .int) }
    }

    private static func unix(_ part: @escaping @Sendable (Instant) -> Int64) -> GoStructure.Method {
        plain { .integer(part(instant(of: $0)), .int64) }
    }

    /// A comparison with another time, by seconds and then by nanoseconds.
    private static func comparison(
        _ holds: @escaping @Sendable ((Int64, Int64), (Int64, Int64)) -> Bool
    ) -> GoStructure.Method {
        GoStructure.Method([.structure(typeName)]) { time, arguments in
            let left = instant(of: time)
            guard let right = arguments.first.flatMap(instant) else { return .none }
            return .bool(holds((left.seconds, left.nanoseconds), (right.seconds, right.nanoseconds)))
        }
    }

    /// A number that prints as a name.
    private static func named(_ typeName: String, _ text: String) -> Value {
        .structure(
            GoStructure(
                typeName, fields: [], methods: ["String": plain { .string($0.text ?? []) }], text: Array(text.utf8)))
    }
}
