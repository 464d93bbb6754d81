import Catalog
import MusterTesting
import Synchronization
import Testing

@testable import Lint

@Suite("Lint of the versions that changed")
struct KeptVersionTests {
    /// Texts for each kind of file, broken ones among them; the empty one takes the file away.
    private static let texts: [String: [String]] = [
        "config.yml": [
            "name: Web\nversion: 1.0.0\ncategory: A\n", "name: Web\nversion: 2.0.0\ncategory: A\n", "name: [\n", "",
        ],
        "rancher-compose.yml": [
            ".catalog:\n  version: 1.0.0\n  questions:\n  - {variable: A, type: boolean, default: 'false'}\n",
            ".catalog:\n  version: 2.0.0\n  questions:\n  - {variable: B, required: true}\n",
            ".catalog:\n  version: 1.5\n", ".catalog:\n  versoin: 1.0.0\n", "a: [\n", "",
        ],
        "docker-compose.yml": [
            "web:\n  image: a:1.0.0\n", "web:\n  image: a\n",
            "web:\n  {{- if eq .Values.A \"true\"}}\n  ttty: 1\n  {{- end}}\n",
            "web:\n  image: ${B}\r\n", "",
        ],
    ]

    private static func edit(_ files: inout [String: String], _ generator: inout SeededGenerator) {
        let base = ["templates", "machine-templates"].randomElement(using: &generator) ?? ""
        let template = "\(base)/\(["x", "y"].randomElement(using: &generator) ?? "")"
        let name = texts.keys.sorted().randomElement(using: &generator) ?? ""
        let version = ["0", "1", "01", "v1.0.0"].randomElement(using: &generator) ?? ""
        let path = name == "config.yml" ? "\(template)/\(name)" : "\(template)/\(version)/\(name)"
        let text = texts[name]?.randomElement(using: &generator) ?? ""
        files[path] = text.isEmpty ? nil : text
    }

    @Test("after any edits, what is taken over and what is computed again are what a run by itself finds")
    func property() async throws {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        var files: [String: String] = ["templates/x/config.yml": "name: X\n"]
        var keeping = Linter()
        keeping.keepsTemplates = true
        var before: LintResult?
        for step in 0..<150 {
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.edit(&files, &generator) }
            let tree = FileTree(files)
            let input = LintInput(name: "mine", folders: tree.folders, contents: tree.contents)
            let after = try await keeping.lint(input, previous: before)
            let fresh = try await Linter().lint(input)
            let seed = "seed \(generator.seed), step \(step)"
            let differences = Set(after.report.findings).symmetricDifference(fresh.report.findings)
            try #require(differences.isEmpty && after.report.findings == fresh.report.findings, "\(seed)")
            #expect(after.report.effort == fresh.report.effort, "\(seed)")
            before = after
        }
    }

    @Test("what is left unexplored for now is explored by the next run, and nothing else is")
    func deferred() async throws {
        let rule = Rule.branchFails
        let tree = FileTree(rule.example.files)
        let input = LintInput(name: "mine", folders: tree.folders, contents: tree.contents)
        var linter = Linter()
        linter.keepsTemplates = true
        linter.defersExploration = true
        let quick = try await linter.lint(input)
        #expect(quick.report.findings.allSatisfy { $0.rule != rule.code })
        #expect(quick.report.effort?.runs == 0)
        linter.defersExploration = false
        let whole = try await linter.lint(input, previous: quick)
        #expect(whole.report.findings == (try await Linter().lint(input)).report.findings)
        #expect(whole.report.findings.contains { $0.rule == rule.code })
        linter.defersExploration = true
        let again = try await linter.lint(input, previous: whole)
        #expect(again.readTemplates == 0 && again.report.findings == whole.report.findings)
    }

    @Test("of a template only the files that changed are read, and only their version is computed again")
    func reads() async throws {
        let asked = Mutex<[String]>([])
        var files = ["templates/x/config.yml": "name: X\nversion: 1.0.0\n"]
        for version in 0..<5 {
            files["templates/x/\(version)/rancher-compose.yml"] = ".catalog:\n  version: 1.0.\(version)\n"
            files["templates/x/\(version)/docker-compose.yml"] = "web:\n  image: a:1.0.\(version)\n"
        }
        var linter = Linter()
        linter.keepsTemplates = true
        var before: LintResult?
        var versions: [[ObjectIdentifier]] = []
        for text in ["web:\n  image: a:2.0.0\n", "web:\n  image: a:latest\n"] {
            files["templates/x/3/docker-compose.yml"] = text
            let tree = FileTree(files)
            let input = LintInput(name: "mine", folders: tree.folders) { folder in
                asked.withLock { $0 = folder.files.map(\.path) }
                return tree.contents
            }
            let result = try await linter.lint(input, previous: before)
            let kept = try #require(result.folders.first?.template?.kept)
            versions.append(kept.template.versions.map { ObjectIdentifier($0) })
            before = result
        }
        #expect(asked.withLock { $0 } == ["templates/x/3/docker-compose.yml"])
        #expect(zip(versions[0], versions[1]).map { $0 == $1 } == [true, true, true, false, true])
        #expect(before?.report.findings.contains { $0.rule == "MU014" } == true)
    }

    @Test("a version's compilation is let go of when its rules have looked, also where what was linted is kept")
    func compilations() async throws {
        var keeping = Linter()
        keeping.keepsTemplates = true
        var files = ["templates/x/config.yml": "name: X\n"]
        for version in 0..<3 {
            files["templates/x/\(version)/rancher-compose.yml"] = ".catalog:\n  version: 1.0.\(version)\n"
            files["templates/x/\(version)/docker-compose.yml"] =
                version == 2 ? "web:\n  image: a:1.0.0\n" : "web:\n  image: a:1.0.0\nlog:\n  image: a:1.0.0\n"
        }
        let tree = FileTree(files)
        let result = try await keeping.lint(LintInput(name: "mine", folders: tree.folders, contents: tree.contents))
        let kept = try #require(result.folders.first?.template?.kept)
        #expect(kept.template.versions.count == 3)
        #expect(kept.template.versions.allSatisfy { !$0.holdsCompilation })
        #expect(result.report.findings.filter { $0.rule == "MU080" }.count == 1)
    }
}
