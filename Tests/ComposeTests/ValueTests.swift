import GoText
import Testing

@testable import Compose

/// The small languages of values.
struct ValueTests {
    @Test(
        "a mount has one form",
        arguments: [
            ("/a", "/a"), ("a:/b", "a:/b"), ("a:/b:ro", "a:/b:ro"), (":/b", "/b"), ("a:/b:", "a:/b"),
            (":/b:ro", "/b:ro"),
            ("a:b:c:d", "a:b:c:d"), ("a:", "a:"), (":", ""), ("::", ""), ("", ""),
        ])
    func mounts(_ text: String, _ mount: String) {
        #expect(TypedReader.mount(text) == mount)
    }

    @Test(
        "ports as Docker reads them",
        arguments: [
            ("80", true), ("80/udp", true), ("80/TCP", true), ("80/", true), ("80/sctp", false), ("80:", false),
            (":80", true),
            ("1:2", true), ("127.0.0.1:1:2", true), ("127.0.0.1::2", true), ("1.2.3:1:2", false), ("[::1]:1:2", true),
            ("3000-3005", true), ("5-3", false), ("1-3:1-3", true), ("1-3:5", true), ("1-3:1-2", false),
            ("65536", false),
            ("+1", false), ("", false), ("a", false), ("80-90-100", true), ("-1", false), ("é", false),
        ])
    func ports(_ text: String, _ isValid: Bool) {
        #expect(PortSpecification.isValid(text) == isValid)
    }

    @Test(
        "sizes in bytes",
        arguments: [
            ("1", 1), ("1k", 1024), ("64m", 67_108_864), ("1.5g", 1_610_612_736), ("10 MB", 10_485_760), ("1b", 1),
            ("1tb", 1_099_511_627_776), ("9999999999p", Int.min), ("", nil), ("k", nil), ("1.", nil), (".5", nil),
            ("-1", nil), ("1  k", nil), ("1kk", nil), ("1 kib", nil), ("1.2.3", nil),
        ] as [(String, Int?)])
    func sizes(_ text: String, _ bytes: Int?) {
        #expect((try? ByteSize.bytes(text).get()) == bytes)
    }

    @Test(
        "durations in seconds",
        arguments: [
            ("0", 0), ("1s", 1), ("1m30s", 90), ("1.5h", 5400), ("-2s", -2), ("+3s", 3), ("100ms", 0), ("1h1ms", 3600),
            ("2us3ns", 0), ("1µs", 0), (".5m", 30), ("1.m", 60), ("", nil), ("10", nil), ("xyz", nil), ("1x", nil),
            (".s", nil), ("1.2.3s", nil), ("99999999999999999999h", nil),
        ] as [(String, Int?)])
    func durations(_ text: String, _ seconds: Int?) {
        #expect((try? GoDuration.nanoseconds(Array(text.utf8))).map { Int($0 / 1_000_000_000) } == seconds)
    }

    @Test(
        "command lines split into words",
        arguments: [
            ("a b", ["a", "b"]), ("a  'b c'\"d\"", ["a", "b cd"]), ("a\\ b", ["a b"]), ("a # b\nc", ["a", "c"]),
            ("a#b", ["a#b"]), ("\"a\\\"b\" ''", ["a\"b", ""]), ("'a\\'", ["a\\"]), ("", []), (" \t\n", []),
            ("\"é`\"", ["é`"]),
        ])
    func words(_ line: String, _ words: [String]) throws {
        #expect(try ShellWords.split(line) == words)
    }

    @Test(
        "paths clean as Go cleans them",
        arguments: [
            ("a/../b", "b"), ("./a//b/.", "a/b"), ("..", ".."), ("a/../..", ".."), ("/..", "/"), ("", "."),
            ("/a/", "/a"),
        ])
    func paths(_ path: String, _ clean: String) {
        #expect(ResourcePath.clean(path) == clean)
    }

    @Test(
        "option names one edit away are near",
        arguments: [
            ("comand", "command", true), ("prots", "ports", true), ("imagee", "image", true), ("imaje", "image", true),
            ("tty", "ttx", true), ("links", "image", false), ("ipc", "pid", false), ("a", "b", false),
        ])
    func near(_ left: String, _ right: String, _ isNear: Bool) {
        #expect(OptionHints.isNear(left, right) == isNear)
        #expect(OptionHints.isNear(right, left) == isNear)
    }

    @Test("every option's row stands once, in order, and every typed field is an option")
    func table() {
        let rows = ServiceOptions.rows
        for version in [ComposeDocument.Version.one, .two] {
            let names = rows.filter { $0.versions.contains(version) }.map(\.name)
            #expect(names == names.sorted() && Set(names).count == names.count)
            let known = Set(names).union(["name", "secrets", "tmpfs"])
            #expect(RecordType.service(version).fields.keys.allSatisfy(known.contains))
        }
        #expect(RecordType.convertsNumbers.isSubset(of: Set(rows.map(\.name))))
    }
}
