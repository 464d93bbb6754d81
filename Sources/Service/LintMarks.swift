import Catalog
import Lint
import Store

/// Lint under marks: what of a catalog killed the process is tried once more, alone and last, and then left out.
struct LintMarks: LintAttendant {
    static let kind = "lint"

    let marks: WorkMarks
    let catalog: CatalogKey
    let commit: String

    func comesLast(_ folder: TemplateFolder) -> Bool { marks.standing(of: mark(folder)) == .last }

    func attend<T: Sendable>(_ folder: TemplateFolder, _ work: @Sendable () async throws -> T) async throws -> T? {
        try await marks.run(mark(folder), work)
    }

    func attendWhole<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T? {
        try await marks.run(mark("", commit), work)
    }

    /// Runs the work on one file of the catalog's root.
    func attend<T: Sendable>(file name: String, _ work: @Sendable () async throws -> T) async throws -> T? {
        try await marks.run(mark(name, commit), work)
    }

    /// The same template is told by its tree, whatever else a commit changes.
    private func mark(_ folder: TemplateFolder) -> WorkMark { mark(folder.path, folder.tree.hex) }

    private func mark(_ item: String, _ state: String) -> WorkMark {
        WorkMark(
            kind: Self.kind, environment: catalog.environment, catalog: catalog.name, item: item, state: state)
    }
}
