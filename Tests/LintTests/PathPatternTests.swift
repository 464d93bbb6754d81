import MusterTesting
import Testing

@testable import Lint

@Suite("Patterns of paths")
struct PathPatternTests {
    @Test(
        "stars stand for names and paths",
        arguments: [
            ("templates/*", "templates/web/0/a.yml", true), ("templates/w", "templates/web", false),
            ("templates/w*b", "templates/web/config.yml", true), ("templates/w*", "infra-templates/web", false),
            ("**", "a/b", true), ("**/x", "a/b/x", true), ("**/x", "x", true), ("**/x/y", "a/x/b/x/y/z", true),
            ("a/**/z", "a/z", true), ("a/**/z", "a/b/c", false), ("", "a", true), ("a/", "a/b", true),
            ("*a*b*", "xaxbx", true), ("*a*b*", "xbxax", false), ("a*", "a", true), ("a*a", "a", false),
            ("a/b/c", "a/b", false), ("*/*", "a", false), ("ü*", "üx", true),
        ])
    func matches(_ pattern: String, _ path: String, _ isMatch: Bool) {
        #expect(PathPattern(pattern).matches(path) == isMatch)
    }

    @Test("it is what trying everything gives", arguments: [1, 2, 3] as [UInt64])
    func law(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let pattern = Self.text(["a", "b", "*", "**", "/", "/"], 8, &random)
            let path = Self.text(["a", "b", "/"], 8, &random)
            #expect(
                PathPattern(pattern).matches(path) == Self.tryAll(Self.parts(path), Self.parts(pattern)),
                "\(pattern) \(path)")
        }
    }

    @Test("many stars take no longer than few", .timeLimit(.minutes(1)))
    func manyStars() {
        let name = String(repeating: "a", count: 3_000)
        #expect(!PathPattern(String(repeating: "a*", count: 40) + "b").matches(name))
        let path = String(repeating: "a/", count: 2_000)
        #expect(!PathPattern(String(repeating: "**/a/", count: 40) + "b").matches(path))
    }

    private static func text(
        _ pieces: [String], _ most: Int, _ random: inout SeededGenerator
    ) -> String {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    private static func parts(_ text: String) -> ArraySlice<Substring> { text.split(separator: "/")[...] }

    private static func tryAll(_ path: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
        guard let part = pattern.first else { return true }
        if part == "**" {
            return (path.startIndex...path.endIndex).contains { tryAll(path[$0...], pattern.dropFirst()) }
        }
        guard let name = path.first, tryAll(Array(name.utf8)[...], Array(part.utf8)[...]) else { return false }
        return tryAll(path.dropFirst(), pattern.dropFirst())
    }

    private static func tryAll(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == UInt8(ascii: "*") {
            return (name.startIndex...name.endIndex).contains { tryAll(name[$0...], pattern.dropFirst()) }
        }
        return name.first == first && tryAll(name.dropFirst(), pattern.dropFirst())
    }
}
