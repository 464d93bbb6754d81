import Encodings
import GoTemplate
@testable import TemplateFunctions
import Testing

/// Corners of the text functions that the recordings do not have, with the answers of Go 1.19.
@Suite("Texts")
struct TextTests {
    @Test(
        "characters are mapped one to one, and bytes that are none become U+FFFD",
        arguments: [
            (#"{{upper "ᾳ ß ǆ ı ὒ"}}"#, "ᾼ ß Ǆ I ὒ"), (#"{{title "ǆ ᾳ ﬁ ßx"}}"#, "ǅ ᾼ ﬁ ßx"),
            (#"{{lower "ǅ İ ẞ K"}}"#, "ǆ i ß k"),
            (#"{{upper "a\xffb"}}"#, "A\u{FFFD}B"), (#"{{swapcase "ǅ ǆ aǆ \xff"}}"#, "ǆ ǅ AǄ \u{FFFD}"),
            (#"{{untitle "A\u2003B\xffC"}}"#, "a\u{2003}b\u{FFFD}C"),
        ])
    func cases(template: String, expected: String) {
        #expect(Rendering.text(template) == expected)
    }

    @Test(
        "bytes that are no characters survive cutting, trimming, splitting and joining",
        arguments: [
            (#"{{trim " \xff\xc2 " | printf "%q"}}"#, #""\xff\xc2""#),
            (#"{{trimAll "\xff" "\xfea\xff" | printf "%q"}}"#, #""a""#),
            (#"{{split "" "\xffa\xff" | printf "%q"}}"#, #"map["_0":"�" "_1":"a" "_2":"\xff"]"#),
            (#"{{replace "" "-" "\xffa" | printf "%q"}}"#, #""-\xff-a-""#),
            (#"{{replace "a" "\xff" "bab" | printf "%q"}}"#, #""b\xffb""#),
            (#"{{indent 1 "\xff\n\xfe" | printf "%q"}}"#, #"" \xff\n \xfe""#),
            (#"{{cat "\xff" "x" | printf "%q"}}"#, #""\xff x""#), (#"{{nospace "\xff \xe9" | printf "%q"}}"#, #""ÿé""#),
        ])
    func invalidBytes(template: String, expected: String) {
        #expect(Rendering.text(template) == expected)
    }

    @Test(
        "paths are cleaned as Go cleans them",
        arguments: [
            (#"{{clean "/../../a/./b//"}}"#, "/a/b"), (#"{{clean "a/../.."}}"#, ".."), (#"{{clean "./."}}"#, "."),
            (#"{{clean "//"}}"#, "/"), (#"{{clean "..a/.b"}}"#, "..a/.b"), (#"{{dir "../x"}}"#, ".."),
            (#"{{dir "//a"}}"#, "/"),
            (#"{{dir "a/../b/c"}}"#, "b"), (#"{{base "//"}}"#, "/"), (#"{{base ".."}}"#, ".."),
            (#"{{ext "a.b/"}}"#, ""),
        ])
    func paths(template: String, expected: String) {
        #expect(Rendering.text(template) == expected)
    }

    @Test(
        "variables are expanded as Go expands them",
        arguments: [
            ("$CONFORMANCE_VAR$TZ", "from-envUTC"), ("${TZ}x$TZ.", "UTCxUTC."), ("a${}b", "ab"), ("a${TZ", "aTZ"),
            ("$$", ""), ("$1$@x", "x"), ("${*}x", "x"), ("$ x", "$ x"), ("x$", "x$"), ("${no such}x", "x"),
            ("é$TZé", "éUTCé"),
        ])
    func expansion(text: String, expected: String) {
        #expect(Rendering.text("{{expandenv \"\(text)\"}}") == expected)
    }

    @Test(
        "broken base64 and base32 is answered with the place that Go names",
        arguments: [
            (#"{{b64dec "aGVs\n\nbG8"}}"#, "illegal base64 data at input byte 6"),
            (#"{{b64dec "a==="}}"#, "illegal base64 data at input byte 1"),
            (#"{{b64dec "aG=x"}}"#, "illegal base64 data at input byte 2"), (#"{{b64dec "aG=\n=\n"}}"#, "h"),
            (#"{{b64dec "aG="}}"#, "illegal base64 data at input byte 3"),
            (#"{{b64dec "aG==x"}}"#, "illegal base64 data at input byte 4"),
            (#"{{b64dec "aGVsbG8=x"}}"#, "illegal base64 data at input byte 8"),
            (#"{{b64dec "a\xff"}}"#, "illegal base64 data at input byte 1"),
            (#"{{b32dec "MFRGG\n==="}}"#, "abc"), (#"{{b32dec "MFR=====" }}"#, "illegal base32 data at input byte 3"),
            (#"{{b32dec "ME====="}}"#, "illegal base32 data at input byte 7"),
            (#"{{b32dec "ME===A=="}}"#, "illegal base32 data at input byte 4"),
            (#"{{b32dec "ME======ME======"}}"#, "illegal base32 data at input byte 2"),
        ])
    func encodings(template: String, expected: String) {
        #expect(Rendering.text(template) == expected)
    }

    @Test("every length of a text survives base64 and base32")
    func roundTrips() throws {
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            #expect(try Base64.decoded(Base64.encoded(bytes)) == bytes)
            #expect(try Base32.decoded(Base32.encoded(bytes)) == bytes)
        }
    }

    @Test(
        "numbers are read as Go's strconv reads them",
        arguments: [
            (#"{{int64 "0x10"}} {{int64 "+5"}} {{int64 "1_000"}} {{int64 "010"}}"#, "0 5 0 10"),
            (
                #"{{atoi "-99999999999999999999"}} {{atoi "99999999999999999999x"}} {{atoi "+"}}"#,
                "-9223372036854775808 9223372036854775807 0"
            ),
            (#"{{float64 "0x1p4"}} {{float64 "1e400"}} {{float64 "inf"}} {{float64 "."}}"#, "16 0 +Inf 0"),
            (#"{{max 1 "2" 3.9 true nil}} {{min}}"#, ""),
        ])
    func numbers(template: String, expected: String) {
        let (output, error) = Rendering.run(template)
        if !expected.isEmpty { #expect(String(decoding: output, as: UTF8.self) == expected) }
        #expect((error == nil) == !expected.isEmpty)
    }
}
