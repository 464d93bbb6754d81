import Catalog

/// What lint found in a catalog, with what the next run takes over of it.
///
/// Small beside what was linted: findings and a few facts a template, and the templates themselves, which are shared with the
/// snapshot that the run was given.
package struct LintResult: Sendable {
    /// What was found.
    package let report: LintReport
    /// What ids call the catalog.
    package let name: String
    /// How many templates were read for it; the others were taken over from the result before.
    package let readTemplates: Int
    let configuration: LintConfiguration
    let folders: [LintedFolder]

    /// Where paths are in the catalog.
    package var places: LintPlaces {
        LintPlaces(
            templates: Dictionary(
                folders.compactMap { folder in folder.template.map { (folder.path, $0.template) } }
            ) { first, _ in first })
    }

    /// The folders of a later commit. Those that did not change have no files: they are known by their tree ids.
    func folders(after changes: CatalogChanges) -> [TemplateFolder] {
        let gone = Set(changes.paths)
        let kept = folders.filter { !gone.contains($0.path) }.map {
            TemplateFolder(path: $0.path, tree: $0.tree, files: [])
        }
        return (kept + changes.changed).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

/// A folder as it was when it was linted.
struct LintedFolder: Sendable {
    let path: String
    /// Changes exactly when anything below the folder does.
    let tree: ContentID
    /// Whether its versions were compiled over their answers, if that was asked for.
    let isExplored: Bool
    /// Nil for a folder that holds no template.
    var template: LintedTemplate?

    /// The same with what it shares taken from a snapshot that has it.
    func sharing(_ snapshot: CatalogSnapshot?) -> LintedFolder {
        guard let shared = snapshot?.template(atPath: path), shared.tree == tree else { return self }
        var folder = self
        folder.template?.template = shared
        return folder
    }
}
