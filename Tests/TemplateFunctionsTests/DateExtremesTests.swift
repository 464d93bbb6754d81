import GoText
import Encodings
import GoTemplate
import MusterTesting
import Testing

@testable import TemplateFunctions

/// The readers of dates, durations and time zones, with what they are never given.
@Suite("Extremes of dates")
struct DateExtremesTests {
    static let seconds = Extremes.integers.map(Int64.init) + [-62_135_596_800, -62_135_596_801, 253_402_300_800]

    static let readers = [
        ForeignReader(
            "durations", ["1h15m30.918273645s", "-0.2s", "+1µs2ms3ns", "9223372036854775807ns"],
            bytes: { text in
                guard let duration = try? GoDuration.nanoseconds(text) else { return }
                var surroundings = ExtremeValues.surroundings
                for start in [
                    Instant(seconds: .min), Instant(seconds: .max, nanoseconds: 999_999_999), surroundings.now,
                ] {
                    surroundings.now = start
                    let moved = GoTime.adding(duration, to: GoTime.value(start, monotonic: .max))
                    _ = try ZonedTime(try #require(GoTime.instant(of: moved)), in: .utc).formatted(
                        Array("2006.999999999".utf8))
                }
            }),
        ForeignReader(
            "layouts",
            ["Mon Jan 2 15:04:05.000 MST 2006", "2006-01-02T15:04:05Z07:00", "_2 __2 002 06 PM -070000 ,999"],
            bytes: { layout in
                for second in [Int64.min, -1, 0, .max] {
                    for offset in [Int(Int32.min), -59, 0, 86_399, Int(Int32.max)] {
                        let zone = ZoneOffset(name: [], seconds: offset, isDaylight: true)
                        _ = try ZonedTime(Instant(seconds: second, nanoseconds: 999_999_999), in: zone).formatted(
                            layout)
                    }
                }
            }),
        ForeignReader(
            "rules of time zones",
            [
                "CET-1CEST,M3.5.0,M10.5.0/3", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "AAA-167:59:59BBB,J1/-167,J365/167",
                "EST5EDT",
                "A3B,0/0,365/0",
            ],
            bytes: { text in
                guard let rule = TimeZoneRule(text[...]) else { return }
                for second in seconds { _ = rule.offset(at: second) }
            }),
        ForeignReader(
            "files of time zones",
            [ExtremeZones.far, ExtremeZones.ruled("CET-1CEST,M3.5.0,M10.5.0/3"), Zones.file("Europe/Berlin") ?? []]
        ) { contents in
            guard let zone = TimeZoneFile.timeZone(in: contents) else { return }
            for second in seconds {
                _ = try ZonedTime(Instant(seconds: second), in: zone.offset(at: second)).formatted(
                    Array("-070000".utf8))
            }
        },
        ForeignReader(
            "base64 and base32", ["Zm9vYmFy", "Zg==", "MZXW6YTB", "MZXW6===", "Zm\r\n9v\n"],
            bytes: { text in
                _ = try? Base64.decoded(text)
                _ = try? Base32.decoded(text)
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 500)
    }

    @Test("a calendar shows every second")
    func calendar() {
        for second in Self.seconds {
            let civil = CivilTime(seconds: second)
            #expect(
                (1...12).contains(civil.month) && (1...31).contains(civil.day) && (1...366).contains(civil.dayOfYear))
            #expect((0...6).contains(civil.weekday) && (0...23).contains(civil.hour))
        }
    }
}
