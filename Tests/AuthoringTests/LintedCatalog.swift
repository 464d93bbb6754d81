import Authoring
import Diagnostics
import Lint
import MusterTesting

/// A catalog in memory that changes are made to and that is linted.
struct LintedCatalog {
    private(set) var files: [String: [UInt8]]

    init(_ files: [String: [UInt8]] = [:]) { self.files = files }

    /// Makes a change.
    mutating func apply(_ edit: CatalogEdit) {
        files.merge(edit.added) { $1 }
        files.merge(edit.changed.mapValues(\.new)) { $1 }
    }

    /// One template's folder.
    func texts(_ path: String) -> TemplateTexts {
        TemplateTexts(path: path, files: files.filter { $0.key.hasPrefix(path + "/") })
    }

    /// What every rule finds, those that must be turned on among them.
    func findings() async -> [Finding] {
        let rules = Rule.all.filter(\.isOptIn).map { "  \($0.code): on\n" }.joined()
        let text = rules.isEmpty ? "" : "rules:\n" + rules
        let configuration = LintConfiguration.read(.init(path: "c", bytes: Array(text.utf8))).configuration
        let tree = FileTree(files.map { ($0.key, $0.value) })
        let input = LintInput(name: "mine", folders: tree.folders, contents: tree.contents)
        do {
            return try await Linter(configuration).lint(input).report.findings
        } catch {
            preconditionFailure("what is in memory can be read: \(error)")
        }
    }
}
