import Foundation
import Testing

/// Files that know each other in a circle can only be read all at once. A file knows another one when it names a type of it.
@Suite("Circles of files")
struct FileCircleTests {
    @Test(
        "a module's files know each other in one direction",
        arguments: [
            "Authoring", "Budget", "Diagnostics", "Drawing", "Encodings", "Git", "GoText", "JSON", "Lanes", "YAML",
        ])
    func noCircles(module: String) throws {
        let files = try Self.files(of: module)
        #expect(!files.isEmpty)
        #expect(Self.circles(in: Self.uses(among: files)) == [])
    }

    @Test("a circle is found, and what leads to it is none of it")
    func circleIsFound() {
        let uses = ["a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"]].mapValues(Set.init)
        #expect(Self.circles(in: uses) == [["b", "c"]])
    }

    /// The sources of a module without comments, by path.
    private static func files(of module: String) throws -> [String: String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/\(module)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
                return (name, text.replacing(/\/\/.*/, with: ""))
            })
    }

    /// Which files each file names a type of.
    private static func uses(among files: [String: String]) -> [String: Set<String>] {
        let declaration =
            /(?m)^(?:public |package |final |indirect )*(?:struct|enum|class|protocol|actor|typealias) (\w+)/
        var homes: [Substring: String] = [:]
        for (file, text) in files {
            for match in text.matches(of: declaration) { homes[match.output.1] = file }
        }
        return Dictionary(
            uniqueKeysWithValues: files.map { file, text in
                let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
                return (file, Set(words.compactMap { homes[$0] }).subtracting([file]))
            })
    }

    /// The sets of files each of which can be reached from every other one of its set.
    private static func circles(in uses: [String: Set<String>]) -> [Set<String>] {
        let reached = uses.mapValues { first in
            var (all, next) = (first, Array(first))
            while let file = next.popLast() {
                for other in uses[file, default: []] where all.insert(other).inserted { next.append(other) }
            }
            return all
        }
        let circles = uses.keys.map { file in
            Set(reached[file, default: []].filter { reached[$0, default: []].contains(file) }).union([file])
        }
        return Set(circles.filter { $0.count > 1 }).sorted { $0.sorted().joined() < $1.sorted().joined() }
    }
}
