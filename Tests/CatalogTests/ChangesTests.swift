@testable import Catalog
import MusterTesting
import Testing

@Suite("Reading what changed")
struct ChangesTests {
    /// Files by path; a template's folder is its first two parts.
    private typealias Files = [String: String]

    private static let tops = ["templates", "infra-templates", "infra", "other-things"]
    private static let names = ["a", "b", "c"]

    private static func tree(_ files: Files) -> MemoryTree {
        MemoryTree(files.map { ($0.key, Array($0.value.utf8)) })
    }

    private static func changes(from old: MemoryTree, to new: MemoryTree, base: String) -> CatalogChanges {
        let before = Dictionary(old.folders.map { (Array($0.path.utf8), $0.tree) }) { first, _ in first }
        let after = Set(new.folders.map { Array($0.path.utf8) })
        return CatalogChanges(
            since: base, changed: new.folders.filter { before[Array($0.path.utf8)] != $0.tree },
            removed: old.folders.map(\.path).filter { !after.contains(Array($0.utf8)) })
    }

    /// One random edit: a file written or removed, or a whole folder removed.
    private static func edit(_ files: inout Files, _ generator: inout SeededGenerator) {
        let folder = "\(tops.randomElement(using: &generator) ?? "")/\(names.randomElement(using: &generator) ?? "")"
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: files = files.filter { !$0.key.utf8.starts(with: "\(folder)/".utf8) }
        case 1: files["\(folder)/config.yml"] = nil
        case 2: files["\(folder)/config.yml"] = "name: N\(Int.random(in: 0..<3, using: &generator))\n"
        case 3: files["\(folder)/config.yml"] = "name: [broken\n"
        default:
            let version = Int.random(in: 0..<2, using: &generator)
            files["\(folder)/\(version)/rancher-compose.yml"] = ".catalog: {version: '1.\(version).0'}\n"
        }
    }

    @Test("following changes gives the snapshot that reading everything gives", arguments: 1...30)
    func sameAsWhole(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var files: Files = [:]
        for _ in 0..<8 { Self.edit(&files, &generator) }
        var tree = Self.tree(files)
        var snapshot = tree.snapshot(commit: "0")
        var followed = 0
        for step in 1...40 {
            Self.edit(&files, &generator)
            let next = Self.tree(files)
            let whole = next.snapshot(commit: "\(step)")
            let changes = Self.changes(from: tree, to: next, base: snapshot.commit)
            let read = CatalogReader().read(commit: "\(step)", changes: changes, following: snapshot) {
                next.contents[$0] ?? []
            }
            if let read {
                followed += 1
                #expect(read == whole, "seed \(seed), step \(step)")
            }
            (tree, snapshot) = (next, whole)
        }
        #expect(followed > 0, "seed \(seed)")
    }

    @Test("where the changes do not tell, the whole catalog is asked for")
    func untold() {
        let one = Self.tree(["infra-templates/a/config.yml": "name: A\n", "infra-templates/a/0/x": ""])
        let both = Self.tree([
            "infra-templates/a/config.yml": "name: A\n", "infra-templates/a/0/x": "",
            "infra-other/a/config.yml": "name: A\n", "infra-other/a/0/x": "",
        ])
        func read(_ from: MemoryTree, _ to: MemoryTree, base: String = "1") -> CatalogSnapshot? {
            CatalogReader().read(
                commit: "2", changes: Self.changes(from: from, to: to, base: base),
                following: from.snapshot(commit: "1")
            ) { to.contents[$0] ?? [] }
        }
        #expect(read(one, both) == nil, "two of one name")
        #expect(read(both, one) == nil, "one of two is gone")
        #expect(read(one, one, base: "0") == nil, "changes of another commit")
        #expect(read(one, one)?.commit == "2")
        var limits = CatalogLimits()
        limits.templates = 1
        let two = Self.tree(["templates/a/config.yml": "name: A\n", "templates/b/config.yml": "name: B\n"])
        let empty = Self.tree([:])
        let beyond = CatalogReader(limits: limits).read(
            commit: "2", changes: Self.changes(from: empty, to: two, base: "1"), following: empty.snapshot(commit: "1")
        ) { two.contents[$0] ?? [] }
        #expect(beyond == nil, "more than the limit")
    }

    @Test("a template is found by its folder's exact path")
    func byPath() {
        let snapshot = Self.tree(["infra-templates/a/config.yml": "name: A\n"]).snapshot(commit: "1")
        #expect(snapshot.template(atPath: "infra-templates/a")?.name == "A")
        #expect(snapshot.template(atPath: "infra-other/a") == nil)
        #expect(snapshot.template(base: "infra", folderName: "b") == nil)
        #expect(snapshot.template(atPath: "a") == nil)
    }

    @Test(
        "a folder's path names its template as any path below it does",
        arguments: ["templates/a", "infra-templates/a-b", "infra-x-templates/\u{E9}", "other/a", "-x/a", "x-/", "/a"])
    func names(path: String) throws {
        let place = try #require(CatalogPath(path))
        #expect(TemplateName(folderPath: path) == TemplateName(base: place.base, folderName: place.folderName))
        #expect(TemplateName(folderPath: path + "/0") == nil)
    }

    @Test("a server sees a template exactly when it sees one of its versions", arguments: 1...50)
    func windows(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let bounds = ["", "v1.2.0", "v1.5.0", "v1.6.14"]
        var filters = Dictionary(uniqueKeysWithValues: bounds.map { ($0, WindowFilter(rancherVersion: $0)) })
        for _ in 0..<20 {
            var template = Template(
                folderPath: "templates/a", tree: MemoryTree.id(of: []), base: "", folderName: "a")
            template.versions = (0..<3).map { revision in
                var version = TemplateVersion(
                    folderName: "\(revision)", revision: revision, version: Bool.random(using: &generator) ? "1" : "2")
                version.minimumRancherVersion = bounds.randomElement(using: &generator) ?? ""
                version.maximumRancherVersion = bounds.randomElement(using: &generator) ?? ""
                return version
            }
            for rancherVersion in bounds {
                let visible = VersionSelection(of: template, rancherVersion: rancherVersion).visible
                #expect(filters[rancherVersion]?.shows(template) == !visible.isEmpty, "seed \(seed)")
            }
        }
    }
}
