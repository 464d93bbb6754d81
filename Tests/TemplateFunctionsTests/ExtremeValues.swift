import Diagnostics
import GoTemplate
import MusterTesting
import TemplateFunctions

/// Values at the edges of what templates can hold.
struct ExtremeValues {
    private let texts: [Value]
    private let lists: [Value]
    private let maps: [Value]
    private let times: [Value]
    private let all: [Value]

    /// No environment to speak of, times at the ends, zones that are broken, and no keys, which take seconds.
    static let surroundings: Surroundings = {
        var surroundings = Surroundings(
            environment: ["A": String(repeating: "a", count: 5000), "": "empty", "$": "dollar"],
            now: Instant(seconds: 1_795_246_244, nanoseconds: 999_999_999), timeZone: ExtremeZones.file,
            random: SplitMix(state: 1))
        surroundings.costlyCalls = 0
        return surroundings
    }()

    init() {
        texts = (Extremes.texts + (Extremes.numbers + Self.words).map { Array($0.utf8) }).map(Value.string)
        var nested = Value.list(GoList([]))
        for _ in 0..<150 { nested = .list(GoList([nested, .none])) }
        lists = [
            .none, .list(GoList([])), .list(GoList([], of: .string, capacity: 1000)), nested,
            .list(GoList([.none, .float(.nan), .string([0xFF])])), .list(GoList([.int(.min), .int(.max)], of: .int)),
            .list(GoList((0..<500).map { .int($0) }, of: .int)),
            .list(GoList([.string("a"), .string([0xFF])], of: .string)),
            .list(GoList([.string(String(repeating: "a", count: 5000))], of: .string)),
        ]
        maps = Self.maps()
        times = Self.times()
        all = texts + lists + maps + times + Self.numbers()
    }

    /// The values for a parameter of a type, with one or two that do not fit.
    func of(_ type: GoType) -> [Value] {
        switch type {
        case .string: texts + [.none, .int(0)]
        case .integer(let type): Extremes.integers.map { .integer(Int64($0), type) } + [.none, .float(1)]
        case .list: lists + [.string("x")]
        case .map: maps + [.none, .string("x")]
        case .structure: times + [.none, .string("x")]
        default: all
        }
    }

    /// What single functions read: durations, layouts, zones, formats, encodings.
    private static let words = [
        "9223372036854775808ns9223372036854775808ns", "-9223372036854775808ns", "2562047h47m16.854775807s", "-2562047h",
        "0.9999999999999999999999h", "1ns", "h", "2006-01-02T15:04:05.999999999Z07:00",
        "Mon Jan _2 002 .000000000000000000",
        "-070000 -07:00:00 Z070000 MST", "UTC", "Local", "Zones/Far", "Zones/Rule", "Zones/Broken", "a/../b",
        "MZXW6===", "MZXW6YQ",
        "Zm9v=", "Zg==Zg==", "%999999d", "%.999999f", "%999999.999999[1]v", "%[9223372036854775807]d", "%*.*d",
        "%+#0- q %x %X %U %c",
        "$A ${A} ${ $$", "ecdsa", "rsa", "a b  c\t\"d e\" 'f", "x=1,y=2",
    ]

    private static func numbers() -> [Value] {
        let integers = [IntegerType.int64, .uint64].flatMap { type in
            Extremes.integers.map { Value.integer(Int64($0), type) }
        }
        return integers + Extremes.floats.map(Value.float) + [
            .integer(-128, .int8), .integer(255, .uint8), .integer(.min, .int), .bool(true), .bool(false),
            .complex(real: .nan, imaginary: -.infinity), .complex(real: 0, imaginary: -0.0),
        ]
    }

    private static func maps() -> [Value] {
        let large = GoMap((0..<300).map { (Array("key\($0)".utf8), .int($0)) })
        var nested = GoMap()
        for _ in 0..<300 { nested = GoMap([(Array("k".utf8), .map(nested))]) }
        return [
            .map(GoMap()), .map(GoMap(strings: ["": ""])), .map(large), .map(nested),
            .map(GoMap([([0xFF], .none), ([], .float(.nan)), (Array(repeating: 0x61, count: 5000), .int(1))])),
        ]
    }

    /// Now, and now moved as far as durations reach, again and again.
    private static func times() -> [Value] {
        let library = FunctionProfile.rancher16.library.functions
        var surroundings = surroundings
        guard let now = try? library["now"]?.call([], in: &surroundings) else { return [] }
        var times = [now]
        for step in ["2562047h47m16.854775807s", "-9223372036854775808ns", "-1ns", "0.999999999s"] {
            var time = now
            for _ in 0..<40 {
                time = (try? library["dateModify"]?.call([.string(step), time], in: &surroundings)) ?? time
            }
            times.append(time)
        }
        return times
    }
}

/// Time zone files with extreme times in them.
enum ExtremeZones {
    @Sendable static func file(_ name: String) -> [UInt8]? {
        switch name {
        case "Zones/Far": far
        case "Zones/Rule": ruled("AAA-167:59:59BBB167:59:59,J1/-167,365/167")
        case "Zones/Broken": Array(far.prefix(60))
        default: nil
        }
    }

    /// Two offsets as far from UTC as 32 bits reach, changing at the first and the last second.
    static let far =
        header(version: 0x32, counts: [0, 0, 0, 0, 1, 1]) + type(0, 0) + [0]
        + header(version: 0x32, counts: [0, 0, 0, 2, 2, 1]) + number(.min) + number(.max) + [0, 1]
        + type(Int32.min, 0) + type(Int32.max, 1) + [0] + Array("\n\n".utf8)

    /// A zone with nothing but a rule, from the first second on.
    static func ruled(_ rule: String) -> [UInt8] {
        header(version: 0x32, counts: [0, 0, 0, 0, 1, 1]) + type(0, 0) + [0]
            + header(version: 0x32, counts: [0, 0, 0, 1, 1, 1]) + number(.min) + [0] + type(0, 0) + [0]
            + Array("\n\(rule)\n".utf8)
    }

    private static func header(version: UInt8, counts: [UInt32]) -> [UInt8] {
        Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15) + counts.flatMap { big($0) }
    }

    private static func type(_ seconds: Int32, _ isDaylight: UInt8) -> [UInt8] {
        big(UInt32(bitPattern: seconds)) + [isDaylight, 0]
    }

    private static func number(_ value: Int64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }
}
