import Catalog
import Diagnostics
import Git
import Lint

/// A checkout to lint, as it was when it was scanned. Its files are read when somebody needs them.
struct LintCheckout: Sendable {
    /// What ids call the catalog.
    let name: String
    let snapshot: FolderSnapshot

    /// What lint looks at.
    var input: LintInput {
        LintInput(name: name, folders: snapshot.templateFolders) { folder in try await contents(of: folder.files) }
    }

    /// The texts that a report is about, by path.
    func sources(of report: LintReport) async throws -> [String: SourceText] {
        let paths = Set(report.findings.flatMap { Self.paths(of: $0.diagnostic) })
        let files = snapshot.templateFolders.flatMap(\.files).filter { paths.contains($0.path) }
        let contents = try await contents(of: files)
        return Dictionary(
            files.map { ($0.path, SourceText(path: $0.path, bytes: contents[$0.content] ?? [])) }
        ) { first, _ in first }
    }

    private func contents(of files: [CatalogFile]) async throws -> [ContentID: [UInt8]] {
        try await snapshot.withReader { reader in
            var contents: [ContentID: [UInt8]] = [:]
            for file in files where contents[file.content] == nil {
                contents[file.content] = try reader.content(file.content)
            }
            return contents
        }
    }

    private static func paths(of found: Diagnostic) -> [String] {
        [found.location.path] + found.related.map(\.location.path) + found.fixes.map(\.location.path)
    }
}
