import Diagnostics
import MusterTesting
import Testing

@testable import Catalog

@Suite("Reading a template after another one")
struct TakenOverVersionTests {
    private static let texts = [
        ".catalog:\n  version: 1.0.0\n", ".catalog:\n  version: 2.0.0\n  questions:\n  - variable: A\n",
        ".catalog:\n  version: [1]\n", ".catalog:\n  minimum_rancher_version: v1.6.0\n", "a: [\n", "",
    ]

    @Test("whatever changed, taking versions over gives what reading everything gives")
    func property() throws {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        var files = ["templates/x/config.yml": "name: X\n"]
        var limits = CatalogLimits()
        limits.diagnosticsPerTemplate = 4
        let reader = TemplateReader(limits: limits)
        var before: Template?
        for step in 0..<300 {
            let folder = ["0", "00", "1", "2", "v1.0.0", "1.0.0", "other"].randomElement(using: &generator) ?? ""
            let name = ["rancher-compose.yml", "README.md", "a/b.txt"].randomElement(using: &generator) ?? ""
            let text = Self.texts.randomElement(using: &generator) ?? ""
            files["templates/x/\(folder)/\(name)"] = text.isEmpty ? nil : text
            let tree = FileTree(files)
            let folderNow = try #require(tree.folders.first)
            let after = reader.read(folderNow, previous: before) { tree.contents[$0] ?? [] }
            let fresh = reader.read(folderNow) { tree.contents[$0] ?? [] }
            try #require(after == fresh, "seed \(generator.seed), step \(step)")
            before = after
        }
    }

    @Test("the files of versions that are the same are not asked for")
    func reads() throws {
        var files = ["templates/x/config.yml": "name: X\n"]
        for version in 0..<4 {
            files["templates/x/\(version)/rancher-compose.yml"] = ".catalog:\n  version: 1.0.\(version)\n"
        }
        let first = FileTree(files).snapshot()
        files["templates/x/2/rancher-compose.yml"] = ".catalog:\n  version: 3.0.0\n"
        let tree = FileTree(files)
        var asked = 0
        let second = CatalogReader().read(commit: "d", folders: tree.folders, previous: first) { id in
            asked += 1
            return tree.contents[id] ?? []
        }
        #expect(asked == 2, "the configuration and one version")
        #expect(second.templates.first?.versions.map(\.version) == ["1.0.0", "1.0.1", "3.0.0", "1.0.3"])
    }
}
