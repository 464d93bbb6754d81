import Catalog
import Diagnostics
import MusterTesting
import Synchronization
import Testing

@testable import Lint

/// A catalog that notes which folders are read.
private final class ReadFolders: Sendable {
    private let paths = Mutex<[String]>([])

    /// What was read since the last look, in byte order.
    func taken() -> [String] {
        paths.withLock { paths in
            defer { paths = [] }
            return paths.sorted()
        }
    }

    func input(_ tree: FileTree, name: String = "mine", snapshot: CatalogSnapshot? = nil) -> LintInput {
        LintInput(name: name, folders: tree.folders, snapshot: snapshot, contents: contents(tree))
    }

    func contents(_ tree: FileTree) -> LintInput.Contents {
        { [self] folder in
            paths.withLock { $0.append(folder.path) }
            return tree.contents
        }
    }
}

@Suite("Lint of what changed")
struct IncrementalTests {
    private static let files: [String: String] = {
        var files: [String: String] = [:]
        for (name, category) in [("api", "Server"), ("edge", "Server"), ("web", "Servers")] {
            files["templates/\(name)/config.yml"] = "name: Web\nversion: 1.0.0\ncategory: \(category)\n"
            files["templates/\(name)/0/rancher-compose.yml"] = ".catalog:\n  version: 1.0.0\n"
            files["templates/\(name)/0/docker-compose.yml"] = "web:\n  image: a:latest\n"
        }
        files["docs/pictures/large.txt"] = "no template\n"
        return files
    }()

    private static func changed(_ changes: [String: String]) -> FileTree {
        FileTree(files.merging(changes) { $1 }.filter { !$0.value.isEmpty })
    }

    private static func describe(_ report: LintReport) -> [String] {
        report.findings.map { "\($0.rule) \($0.diagnostic.location)" }
    }

    @Test("a run after another one reads what changed, and finds what a run by itself finds")
    func takesOver() async throws {
        let (read, linter) = (ReadFolders(), Linter())
        var before = try await linter.lint(read.input(FileTree(Self.files)))
        #expect(
            read.taken() == ["templates/api", "templates/edge", "templates/web"], "what holds no template is not read")
        #expect(before.readTemplates == 3)
        let steps: [([String: String], [String])] = [
            ([:], []),
            (["templates/web/0/docker-compose.yml": "web:\n  image: a:1.0.0\n"], ["templates/web"]),
            (
                ["templates/edge/config.yml": "name: Web\nversion: 1.0.0\ncategory: Servers\n"],
                ["templates/edge", "templates/web"]
            ),
            (
                [
                    "templates/api/config.yml": "", "templates/api/0/rancher-compose.yml": "",
                    "templates/api/0/docker-compose.yml": "",
                ],
                ["templates/edge"]
            ),
        ]
        for (changes, reads) in steps {
            let tree = Self.changed(changes)
            let after = try await linter.lint(read.input(tree), previous: before)
            #expect(read.taken() == reads)
            #expect(after.readTemplates == reads.count)
            let alone = try await linter.lint(read.input(tree))
            #expect(Self.describe(after.report) == Self.describe(alone.report))
            _ = read.taken()
            before = after
        }
    }

    @Test("what all templates together show changes in a template that did not")
    func catalogRules() async throws {
        let (read, linter) = (ReadFolders(), Linter())
        let first = try await linter.lint(read.input(FileTree(Self.files)))
        let place = "MU058 templates/web/config.yml:3:11"
        #expect(Self.describe(first.report).contains(place))
        _ = read.taken()
        let tree = Self.changed([
            "templates/api/config.yml": "name: Web\nversion: 1.0.0\ncategory: Servers\n",
            "templates/edge/config.yml": "name: Web\nversion: 1.0.0\ncategory: Servers\n",
        ])
        let second = try await linter.lint(read.input(tree), previous: first)
        #expect(read.taken() == ["templates/api", "templates/edge"])
        #expect(!Self.describe(second.report).contains { $0.hasPrefix("MU058") })
    }

    @Test("the changes between two commits are enough, folders that went among them")
    func changes() async throws {
        let (read, linter) = (ReadFolders(), Linter())
        let first = try await linter.lint(read.input(FileTree(Self.files)))
        let tree = Self.changed(["templates/web/0/docker-compose.yml": "web:\n  image: a:1.0.0\n"])
        let changed = tree.folders.filter { $0.path == "templates/web" }
        _ = read.taken()
        let second = try #require(
            try await linter.lint(
                CatalogChanges(since: "", changed: changed, removed: ["templates/edge"]), following: first,
                contents: read.contents(tree)))
        #expect(read.taken() == ["templates/web"])
        var files = Self.files.merging(["templates/web/0/docker-compose.yml": "web:\n  image: a:1.0.0\n"]) { $1 }
        files = files.filter { !$0.key.hasPrefix("templates/edge/") }
        let alone = try await linter.lint(read.input(FileTree(files)))
        #expect(Self.describe(second.report) == Self.describe(alone.report))
        #expect(second.report.templates == 2)
    }

    @Test("nothing is taken over for another name or another configuration")
    func otherRun() async throws {
        let (read, tree) = (ReadFolders(), FileTree(Self.files))
        let first = try await Linter().lint(read.input(tree))
        _ = read.taken()
        #expect(try await Linter().lint(read.input(tree, name: "other"), previous: first).readTemplates == 3)
        let text = SourceText(path: "c", bytes: Array("paths: {templates/web: {MU014: off}}".utf8))
        let other = Linter(LintConfiguration.read(text).configuration)
        #expect(try await other.lint(read.input(tree), previous: first).readTemplates == 3)
        let none = CatalogChanges(since: "", changed: [], removed: [])
        #expect(try await other.lint(none, following: first, contents: read.contents(tree)) == nil)
    }

    @Test("templates that are read already are taken as they are")
    func snapshot() async throws {
        let tree = FileTree(Self.files)
        var templates = tree.snapshot().templates
        templates[0].name = "as it was read"
        let snapshot = CatalogSnapshot(commit: "c", templates: templates)
        let result = try await Linter().lint(ReadFolders().input(tree, snapshot: snapshot))
        let places = result.places
        #expect(places.place(of: "templates/api/0/docker-compose.yml")?.template.name == "as it was read")
        #expect(places.place(of: "templates/api/0/docker-compose.yml")?.version?.idSuffix == "0")
        #expect(places.place(of: "templates/api/config.yml")?.template.folderName == "api")
        #expect(places.place(of: "templates/api/config.yml")?.version == nil)
        #expect(places.place(of: "docs/pictures/large.txt") == nil)
        #expect(places.place(of: "templates") == nil)
    }

    @Test("of a template with too many bytes only that is said, and nothing of it is read")
    func tooLarge() async throws {
        let read = ReadFolders()
        let small = FileTree([
            "templates/web/config.yml": "name: Web\n", "templates/web/0/docker-compose.yml": "a:\n  image: b\n",
        ])
        let folder = try #require(small.folders.first)
        let content = folder.files[0].content
        let file = CatalogFile(path: "templates/web/0/movie.bin", content: content, size: Linter.templateBytes)
        let large = TemplateFolder(path: folder.path, tree: folder.tree, files: folder.files + [file])
        let result = try await Linter().lint(
            LintInput(name: "mine", folders: [large], contents: read.contents(small)))
        #expect(read.taken() == [])
        #expect(Self.describe(result.report) == ["MU023 templates/web"])
        #expect(result.report.findings.first?.diagnostic.message.contains("more than 32 MB") == true)
    }

    @Test("of too many findings of a template the number of the others is said")
    func tooMany() async throws {
        let url = "http://ann:hunter2@example.org/ "
        var linter = Linter()
        linter.findingsPerTemplate = 20
        let text = String(repeating: url, count: 25)
        let tree = FileTree([
            "templates/web/config.yml": "name: Web\nversion: 1.0.0\n",
            "templates/web/0/rancher-compose.yml": ".catalog:\n  version: 1.0.0\n",
            "templates/web/0/docker-compose.yml": "web:\n  image: a:1.0.0\n  command: '\(text)'\n",
        ])
        let result = try await linter.lint(ReadFolders().input(tree))
        #expect(result.report.findings.count == 21)
        let last = result.report.findings.filter { $0.rule == "MU023" }
        #expect(last.map { $0.diagnostic.message.hasSuffix(" further findings are left out") } == [true])
    }

    @Test("fixes are kept where they are wanted", arguments: [true, false])
    func fixes(_ keepsFixes: Bool) async throws {
        var linter = Linter()
        linter.keepsFixes = keepsFixes
        let tree = Self.changed(["templates/web/config.yml": "name: Web\r\nversion: 1.0.0\r\n"])
        let result = try await linter.lint(ReadFolders().input(tree))
        let found = try #require(result.report.findings.first { $0.rule == "MU062" })
        #expect(found.diagnostic.fixes.isEmpty == !keepsFixes)
    }

    @Test("a run ends with what its contents throw, and between two templates when it is cancelled")
    func ends() async throws {
        struct Gone: Error {}
        let tree = FileTree(Self.files)
        await #expect(throws: Gone.self) {
            try await Linter().lint(LintInput(name: "mine", folders: tree.folders) { _ in throw Gone() })
        }
        let task = Task {
            try await Linter().lint(LintInput(name: "mine", folders: tree.folders, contents: tree.contents))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("no more templates than the width are looked at side by side", arguments: [1, 3])
    func width(_ width: Int) async throws {
        let running = Mutex((now: 0, most: 0))
        let results = try await SideBySide.map(Array(0..<20), width: width) { number in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            await Task.yield()
            running.withLock { $0.now -= 1 }
            return number
        }
        #expect(results == Array(0..<20))
        #expect(running.withLock { $0.most } <= width)
    }
}
