import Diagnostics
import Testing

@testable import YAML

struct SpanTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var outline: [String]
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ outline: [String]) {
            (self.name, self.text, self.outline) = (name, text, outline)
        }
    }

    static let rows = [
        Row("plain scalar", "  one two  # c\n", ["/ = one two"]),
        Row(
            "quoted scalars keep their quotes", "[ 'a' , \"b\\n\" ]",
            ["/ = [ 'a' , \"b\\n\" ]", "/0 = 'a'", "/1 = \"b\\n\""]),
        Row(
            "block mapping ends with its last value", "a: 1\nb: two\n\n# c\n",
            ["/ = a: 1\nb: two", "/a = 1", "/b = two"]),
        Row("nested block mapping", "a:\n  b: 1\nc: 2\n", ["/ = a:\n  b: 1\nc: 2", "/a = b: 1", "/a/b = 1", "/c = 2"]),
        Row(
            "block sequence", "a:\n  - 1\n  - 2\n\nb: 3",
            ["/ = a:\n  - 1\n  - 2\n\nb: 3", "/a = - 1\n  - 2", "/a/0 = 1", "/a/1 = 2", "/b = 3"]),
        Row(
            "sequence not indented", "a:\n- 1\n- 2\nb: 3",
            ["/ = a:\n- 1\n- 2\nb: 3", "/a = - 1\n- 2", "/a/0 = 1", "/a/1 = 2", "/b = 3"]),
        Row(
            "flow within flow", "{a: [1, {b: c}], d: e}",
            ["/ = {a: [1, {b: c}], d: e}", "/a = [1, {b: c}]", "/a/0 = 1", "/a/1 = {b: c}", "/a/1/b = c", "/d = e"]),
        Row("single pair in a list", "[a: b, c]", ["/ = [a: b, c]", "/0 = a: b", "/0/a = b", "/1 = c"]),
        Row("flow over lines", "a: [1,\n  2\n]\n", ["/ = a: [1,\n  2\n]", "/a = [1,\n  2\n]", "/a/0 = 1", "/a/1 = 2"]),
        Row("absent values are empty places", "a:\nb: ~\n", ["/ = a:\nb: ~", "/a = ", "/b = ~"]),
        Row("empty flow collections", "a: {}\nb: []", ["/ = a: {}\nb: []", "/a = {}", "/b = []"]),
        Row("literal block", "a: |\n  x\n  y\nb: 1", ["/ = a: |\n  x\n  y\nb: 1", "/a = |\n  x\n  y\n", "/b = 1"]),
        Row(
            "non-ASCII", "ü: é # ß\n木: [火, \"🙂\"]\nz: 1",
            ["/ = ü: é # ß\n木: [火, \"🙂\"]\nz: 1", "/ü = é", "/木 = [火, \"🙂\"]", "/木/0 = 火", "/木/1 = \"🙂\"", "/z = 1"]),
        Row("byte order mark", "\u{FEFF}a: 1\nb: 2\n", ["/ = a: 1\nb: 2", "/a = 1", "/b = 2"]),
        Row("byte order mark, non-ASCII", "\u{FEFF}ä: 1\nb: ö\n", ["/ = ä: 1\nb: ö", "/ä = 1", "/b = ö"]),
        Row(
            "CRLF", "a: 1\r\nb:\r\n  - é\r\n  - y\r\nc: z\r\n",
            [
                "/ = a: 1\r\nb:\r\n  - é\r\n  - y\r\nc: z", "/a = 1", "/b = - é\r\n  - y", "/b/0 = é", "/b/1 = y",
                "/c = z",
            ]),
        Row(
            "CRLF in a block scalar", "a: |\r\n  é\r\n  y\r\nb: 1",
            ["/ = a: |\r\n  é\r\n  y\r\nb: 1", "/a = |\r\n  é\r\n  y\r\n", "/b = 1"]),
        Row(
            "anchors and tags belong to the node", "a: &x !!str 1\nb: !t [2]",
            ["/ = a: &x !!str 1\nb: !t [2]", "/a = &x !!str 1", "/b = !t [2]", "/b/0 = 2"]),
        Row(
            "an alias stands where its anchor is", "a: &x v\nb: *x\n", ["/ = a: &x v\nb: *x", "/a = &x v", "/b = &x v"]),
        Row(
            "a block that ends in an alias", "- &x v\n-\n  - *x\n",
            ["/ = - &x v\n-\n  - *x", "/0 = &x v", "/1 = - *x", "/1/0 = &x v"]),
        Row("document markers", "%YAML 1.1\n---\na: 1\n...\n", ["/ = a: 1", "/a = 1"]),
    ]

    @Test(arguments: rows) func spansCoverExactlyTheNode(_ row: Row) {
        let document = parse(row.text)
        #expect(document.diagnostics.isEmpty)
        #expect(document.outline == row.outline)
    }

    @Test func keysHaveSpans() throws {
        let document = parse("ü: 1\n\"q\" : 2\n? c\n: 3\n")
        let keys = try #require(document.root?.entries).map { document.text($0.key.span) }
        #expect(keys == ["ü", "\"q\"", "c"])
    }

    @Test func aLineSeparatorOfUnicodeIsOneCharacter() {
        let document = parse("a: \"x\u{2028}y\u{85}z\"\nb: 2")
        #expect(document.root?["b"].map { document.text($0.span) } == "2")
    }
}
