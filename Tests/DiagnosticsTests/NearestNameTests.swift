import Diagnostics
import Testing

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "the fewest changes, then the longest common beginning, then the first",
        arguments: [
            ("andd", ["add", "and", "end"], "and"), ("toupper", ["toUpper", "topper"], "toUpper"),
            ("imagee", ["image", "images"], "image"), ("xyz", ["image"], nil), ("a", ["b", "c"], "b"),
            ("same", ["same", "sane"], "sane"), ("", ["a"], "a"),
            ("sha256", ["sha1", "sha256sum"], "sha256sum"), ("sha", ["sha256sum"], nil),
        ] as [(String, [String], String?)])
    func nearest(name: String, names: [String], expected: String?) {
        #expect(NearestName.to(name, in: names) == expected)
    }

    @Test("names too long to compare are left out")
    func long() {
        let long = String(repeating: "a", count: 65)
        #expect(NearestName.to(long, in: [long + "b"]) == nil)
        #expect(NearestName.to("aa", in: [long]) == nil)
    }

    @Test("among too many names none is looked for")
    func many() {
        let names = (0..<NearestName.mostNames).map { "name\($0)" }
        #expect(NearestName.to("name99x", in: names) != nil)
        #expect(NearestName.to("name99x", in: names + ["name99y"]) == nil)
    }
}
