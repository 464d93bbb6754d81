import Catalog
import Diagnostics

/// What changed in a catalog, for a run that looks at that and at what it affects.
package struct LintScope: Sendable {
    /// The files that are new, hold something else, or are gone.
    let files: Set<String>
    /// What the changed and removed files held.
    let before: [String: [UInt8]]
    /// The template folders that they are in.
    let folders: Set<String>
    /// Every folder on the way to one of the files.
    private let ancestors: Set<String>

    /// - Parameters:
    ///   - files: the paths of all files that are not what they were; removed ones among them.
    ///   - before: what those held that were there.
    package init(files: Set<String>, before: [String: [UInt8]]) {
        self.files = files
        self.before = before
        let parts = files.map { $0.split(separator: "/") }
        folders = Set(parts.map { $0.prefix(2).joined(separator: "/") })
        ancestors = Set(
            parts.flatMap { parts in (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") } })
    }

    /// Whether something in a folder changed.
    func holds(folder: String) -> Bool { ancestors.contains(folder) }

    /// Whether a finding is about what changed: at a changed file or a folder of one, at a file about the whole of a template that
    /// changed, at something that it names, or in an environment template, where only what changed is looked for.
    func concerns(_ found: Diagnostic) -> Bool {
        ([found.location] + found.related.map(\.location)).contains { concerns($0.path) }
    }

    private func concerns(_ path: String) -> Bool {
        if files.contains(path) || ancestors.contains(path) { return true }
        let parts = path.split(separator: "/")
        guard parts.count > 2 else { return false }
        if parts.last == "project.yml" { return true }
        return folders.contains(parts.prefix(2).joined(separator: "/"))
            && ["config.yml", "template.yml"].contains(parts[2])
    }

    /// Whether an environment template's stack runs a template that changed.
    func concerns(_ id: TemplateID) -> Bool {
        folders.contains { id.isTemplate(at: $0) }
    }
}
