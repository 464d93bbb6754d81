import GoTemplate
@testable import TemplateFunctions
import Testing

/// Time zones as Go 1.19 reads them.
@Suite("Time zones")
struct TimeZoneTests {
    /// Rows written by Go, on both sides of changes: in a file's list, by its rule, before its first and long after.
    @Test(
        "a time is shown in a zone as Go shows it",
        arguments: [
            ("America/New_York", -3_000_000_000, "1874-12-07 13:43:58 LMT -04:56:02"),
            ("America/New_York", 1_173_596_399, "2007-03-11 01:59:59 EST -05:00:00"),
            ("America/New_York", 1_173_596_400, "2007-03-11 03:00:00 EDT -04:00:00"),
            ("America/New_York", 4_128_796_800, "2100-11-01 20:00:00 EDT -04:00:00"),
            ("Europe/Berlin", 1_490_489_999, "2017-03-26 01:59:59 CET +01:00:00"),
            ("Europe/Berlin", 1_490_490_000, "2017-03-26 03:00:00 CEST +02:00:00"),
            ("Europe/Berlin", 4_096_900_800, "2099-10-28 21:00:00 CET +01:00:00"),
            ("Europe/Dublin", 1_700_000_000, "2023-11-14 22:13:20 GMT +00:00:00"),
            ("Europe/Dublin", 1_690_000_000, "2023-07-22 05:26:40 IST +01:00:00"),
            ("Australia/Lord_Howe", 1_700_000_000, "2023-11-15 09:13:20 +11 +11:00:00"),
            ("Australia/Lord_Howe", 1_690_000_000, "2023-07-22 14:56:40 +1030 +10:30:00"),
            ("Asia/Kolkata", 0, "1970-01-01 05:30:00 IST +05:30:00"),
            ("America/St_Johns", 1_320_552_059, "2011-11-06 01:30:59 NDT -02:30:00"),
            ("Mars/Olympus", 0, "1970-01-01 00:00:00 UTC +00:00:00"), ("", 0, "1970-01-01 00:00:00 UTC +00:00:00"),
            ("Local", 0, "1970-01-01 00:00:00 UTC +00:00:00"),
        ])
    func zones(name: String, seconds: Int, expected: String) {
        let template = "{{dateInZone \"2006-01-02 15:04:05 MST -07:00:00\" \(seconds) \"\(name)\"}}"
        #expect(Rendering.text(template) == expected)
    }

    @Test(
        "a name that leads out of the folder of zones is not looked up",
        arguments: ["../etc/passwd", "/etc/passwd", "Europe/../../x", #"\\server\\x"#, #"a\x00b"#])
    func escapes(name: String) {
        var surroundings = Rendering.surroundings
        surroundings.timeZone = { name in
            Issue.record("looked up \(name)")
            return nil
        }
        #expect(Rendering.text("{{dateInZone \"MST\" 0 \"\(name)\"}}", in: surroundings) == "UTC")
    }

    @Test("a file cut anywhere, or with a byte changed anywhere, does not trap")
    func hostileFiles() throws {
        let file = try #require(Zones.file("Europe/Berlin"))
        #expect(TimeZoneFile.timeZone(in: file) != nil)
        for length in 0..<file.count { probe(Array(file[..<length])) }
        for index in file.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var changed = file
                changed[index] = byte
                probe(changed)
            }
        }
    }

    private func probe(_ file: [UInt8]) {
        guard let zone = TimeZoneFile.timeZone(in: file) else { return }
        for seconds in [Int64.min, -1, 0, 1_500_000_000, 5_000_000_000, .max] { _ = zone.offset(at: seconds) }
    }

    @Test("counts that promise more than there is are refused, and so is a file above the limit")
    func promises() throws {
        var file = try #require(Zones.file("Asia/Tokyo"))
        for place in 20..<44 { file[place] = 0xFF }
        #expect(TimeZoneFile.timeZone(in: file) == nil)
        let tooLarge = try #require(Zones.file("Asia/Tokyo")) + [UInt8](repeating: 0, count: TimeZoneLimits.fileBytes)
        #expect(TimeZoneFile.timeZone(in: tooLarge) == nil)
        #expect(TimeZoneFile.timeZone(in: []) == nil)
    }

    @Test("a rule longer than the limit is ignored")
    func longRule() throws {
        let file = try #require(Zones.file("Asia/Tokyo"))
        let padded = file.dropLast() + [UInt8](repeating: UInt8(ascii: "9"), count: TimeZoneLimits.ruleBytes) + [0x0A]
        let zone = try #require(TimeZoneFile.timeZone(in: Array(padded)))
        #expect(zone.rule == nil)
        #expect(zone.offset(at: 0).seconds == 9 * 3600)
    }

    @Test(
        "a rule is read as Go reads it",
        arguments: [
            ("EST5EDT,M3.2.0,M11.1.0", 1_500_000_000, "EDT -14400"), ("EST5EDT", 1_500_000_000, "EDT -14400"),
            ("EST5EDT", 1_510_000_000, "EST -18000"), ("<-03>3", 0, "-03 -10800"), ("UTC0", 0, "UTC 0"),
            ("AAA-1:30:15BBB-2,J60,J300/1:30", 951_782_400, "AAA 5415"), ("AAA0BBB,59,299", 951_782_400, "AAA 0"),
            ("AAA0BBB,59/0,299", 951_782_400, "BBB 3600"), ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_500_000_000, "NZST 43200"),
            ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_510_000_000, "NZDT 46800"), ("AB3", 0, nil), ("EST", 0, nil),
            ("EST5EDT,M13.2.0,M11.1.0", 0, nil), ("EST5EDT,M3.2.0", 0, nil), ("EST5EDT,M3.2.0,M11.1.0x", 0, nil),
            ("<+3", 0, nil), ("EST999", 0, nil), ("EST5EDT,J0,J1", 0, nil), ("", 0, nil),
        ] as [(String, Int64, String?)])
    func rules(text: String, seconds: Int64, expected: String?) {
        let offset = TimeZoneRule(Array(text.utf8)[...])?.offset(at: seconds)
        #expect(offset.map { "\(String(decoding: $0.name, as: UTF8.self)) \($0.seconds)" } == expected)
    }
}
