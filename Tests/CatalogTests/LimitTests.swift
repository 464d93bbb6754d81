import Catalog
import Diagnostics
import MusterTesting
import Testing

@Suite("Limits and diagnostics of catalog reading")
struct LimitTests {
    private static func tree(_ files: [String: String]) -> MemoryTree {
        MemoryTree(files.map { ($0.key, Array($0.value.utf8)) })
    }

    private static let config = ["templates/a/config.yml": "name: A\nversion: '1.0.0'\n"]

    private static func version(_ revision: Int, _ text: String = ".catalog: {version: '1.0.0'}\n") -> [String: String]
    {
        ["templates/a/\(revision)/rancher-compose.yml": text]
    }

    private static func snapshot(_ files: [String: String], _ change: (inout CatalogLimits) -> Void) -> CatalogSnapshot
    {
        var limits = CatalogLimits()
        change(&limits)
        return tree(config.merging(files) { $1 }).snapshot(limits: limits)
    }

    private static func codes(_ snapshot: CatalogSnapshot) -> [DiagnosticCode] {
        (snapshot.diagnostics + snapshot.templates.flatMap(\.diagnostics)).map(\.code)
    }

    @Test("a file beyond its size costs its version, a configuration its fields")
    func fileSize() {
        let big = Self.version(0, ".catalog:\n  version: '1.0.0'\n#" + String(repeating: "x", count: 100))
        let snapshot = Self.snapshot(big.merging(Self.version(1)) { $1 }) { $0.parsedFileBytes = 60 }
        #expect(snapshot.templates[0].versions.map(\.revision) == [1])
        #expect(Self.codes(snapshot) == [.fileTooLarge])
        let config = Self.snapshot(Self.version(0)) { $0.parsedFileBytes = 20 }
        #expect(config.templates[0].name == "a")
    }

    @Test("versions, templates, files and elements beyond their number are left out and said")
    func numbers() {
        let versions = (0..<3).reduce(into: [:]) { $0.merge(Self.version($1)) { $1 } }
        let fewVersions = Self.snapshot(versions) { $0.versionsPerTemplate = 2 }
        #expect(fewVersions.templates[0].versions.count == 2)
        #expect(Self.codes(fewVersions) == [.tooMany])
        let fewFiles = Self.snapshot(versions) { $0.filesPerTemplate = 3 }
        #expect(Self.codes(fewFiles).contains(.tooMany))
        let fewTemplates = Self.snapshot(["templates/b/config.yml": "name: B\n"]) { $0.templates = 1 }
        #expect(fewTemplates.templates.count == 1)
        #expect(Self.codes(fewTemplates).contains(.tooMany))
        let questions = ".catalog:\n  version: '1.0.0'\n  questions: [{variable: A}, {variable: B}, {variable: C}]\n"
        let fewQuestions = Self.snapshot(Self.version(0, questions)) { $0.elements = 2 }
        #expect(Self.codes(fewQuestions).contains(.tooMany))
    }

    @Test("findings of one template are bounded, and the rest counted")
    func diagnostics() {
        let versions = (0..<10).reduce(into: [:]) { $0.merge(Self.version($1, "web: {scale: 1}\n")) { $1 } }
        let snapshot = Self.snapshot(versions) { $0.diagnosticsPerTemplate = 4 }
        #expect(snapshot.templates[0].diagnostics.count == 5)
        #expect(snapshot.templates[0].diagnostics.last?.message == "7 further findings are left out")
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let files: [String: String]
        let code: DiagnosticCode
        let place: String
        var testDescription: String { code.rawValue }
    }

    @Test(
        "each finding has its code and its place",
        arguments: [
            Row(
                files: ["templates/a/0/rancher-compose.yml": ".catalog:\n  version: 1.10\n"], code: .scalarChanged,
                place: "templates/a/0/rancher-compose.yml:2:12"),
            Row(
                files: ["templates/a/0/rancher-compose.yml": ".catalog:\n  name: é\n  version: [1]\n"],
                code: .fieldType,
                place: "templates/a/0/rancher-compose.yml:3:12"),
            Row(
                files: ["templates/a/0/rancher-compose.yml": "web: text\n"], code: .catalogBlockBroken,
                place: "templates/a/0/rancher-compose.yml:1:6"),
            Row(
                files: ["templates/a/0/rancher-compose.yml": ".catalog:\n  name: x\n"], code: .versionMissing,
                place: "templates/a/0/rancher-compose.yml:2:3"),
            Row(
                files: ["templates/a/0/compose.yml": "{{if x}}\ncatalog:\n  version: {a: b}\nservices:\n  x: y\n"],
                code: .fieldType, place: "templates/a/0/compose.yml:3:12"),
            Row(
                files: ["templates/a/latest/docker-compose.yml": ""], code: .versionFolderName,
                place: "templates/a/latest"),
            Row(
                files: ["templates/a/template.yml": "name: B\n"], code: .configTwice, place: "templates/a/config.yml"),
            Row(
                files: ["templates/a/01/x": "", "templates/a/1/rancher-compose.yml": ".catalog: {version: '1.0.0'}"],
                code: .revisionTwice, place: "templates/a/01"),
            Row(
                files: [
                    "templates/a/0/rancher-compose.yml": ".catalog: {version: '1.0.0'}", "templates/a/0/f": "",
                    "templates/a/0/sub/f": "",
                ], code: .fileNameTwice, place: "templates/a/0/sub/f"),
            Row(
                files: ["a-templates/x/config.yml": "name: x\n", "a-b-templates/x/config.yml": "name: x\n"],
                code: .templateTwice, place: "a-templates/x"),
            Row(
                files: ["templates/b/0/rancher-compose.yml": ".catalog: {version: '1.0.0'}"],
                code: .configMissing, place: "templates/b"),
            Row(files: [:], code: .noVersions, place: "templates/a"),
        ])
    func places(row: Row) throws {
        let snapshot = Self.snapshot(row.files) { _ in }
        let found = (snapshot.diagnostics + snapshot.templates.flatMap(\.diagnostics)).filter { $0.code == row.code }
        #expect(found.map(\.location.description).contains(row.place), "\(found)")
    }

    @Test("a template whose folder did not change is not read again")
    func reuse() {
        let tree = Self.tree(Self.config.merging(Self.version(0)) { $1 })
        let first = tree.snapshot()
        var asked = 0
        let second = CatalogReader().read(commit: "d", folders: tree.folders, previous: first) { _ in
            asked += 1
            return []
        }
        #expect(asked == 0)
        #expect(second.templates == first.templates)
    }
}
