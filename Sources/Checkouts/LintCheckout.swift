import Catalog
package import Diagnostics
import Foundation
import Git
package import Lint

/// A checkout to lint, as it was when it was scanned. Its files are read when somebody needs them.
package struct LintCheckout: Sendable {
    /// What ids call the catalog.
    package let name: String
    /// The folder that has the folders of templates.
    package let root: String
    /// Every template folder with the scan that it comes from.
    private var folders: [(folder: TemplateFolder, snapshot: FolderSnapshot)]
    /// What is linted, when that is not everything.
    package private(set) var scope: LintScope?

    /// Scans a checkout.
    ///
    /// - Parameters:
    ///   - name: what ids call the catalog; nil for the name of its folder.
    ///   - revision: only what changed since this is linted.
    package init(_ place: LintPlace, name: String?, since revision: String? = nil) async throws {
        root = place.root
        self.name = name ?? URL(filePath: place.root).standardizedFileURL.lastPathComponent
        let snapshot = try await FolderSource(path: place.root).scan()
        folders = snapshot.templateFolders.map { ($0, snapshot) }
        let own = snapshot.templateFolders.filter { place.includes($0.path) }
        guard !own.isEmpty else { throw place.isEmpty }
        if let revision {
            scope = try await Self.scope(of: own, in: snapshot, at: place.root, since: revision)
        } else if place.folders != nil {
            scope = LintScope(files: Set(own.flatMap(\.files).map(\.path)), before: [:])
        }
    }

    private static func scope(
        of folders: [TemplateFolder], in snapshot: FolderSnapshot, at root: String, since revision: String
    ) async throws -> LintScope {
        let workTree = WorkTree(path: root)
        let changes = try await workTree.changes(since: revision, in: snapshot.templateFolders)
        let isOwn = { (path: String) in
            folders.count == snapshot.templateFolders.count || folders.contains { path.hasPrefix($0.path + "/") }
        }
        let old = changes.before.filter { isOwn($0.key) }
        let contents = try await workTree.contents(of: Array(old.values))
        let before = Dictionary(zip(old.keys, contents)) { first, _ in first }
        return LintScope(files: Set(changes.now.filter(isOwn)).union(before.keys), before: before)
    }

    /// Scans some template folders again.
    package mutating func rescan(_ paths: Set<String>) async throws {
        folders.removeAll { paths.contains($0.folder.path) }
        for path in paths {
            let snapshot = try await FolderSource(path: root).scan(templateFolder: path)
            folders += snapshot.templateFolders.map { ($0, snapshot) }
        }
        folders.sort { $0.folder.path.utf8.lexicographicallyPrecedes($1.folder.path.utf8) }
    }

    /// What lint looks at.
    package var input: LintInput {
        LintInput(name: name, folders: folders.map(\.folder), scope: scope) { [snapshots] folder in
            try await Self.contents(of: folder.files, in: snapshots[folder.path])
        }
    }

    private var snapshots: [String: FolderSnapshot] {
        Dictionary(folders.map { ($0.folder.path, $0.snapshot) }) { first, _ in first }
    }

    /// The texts that a report is about, by path.
    package func sources(of report: LintReport) async throws -> [String: SourceText] {
        let paths = Set(report.findings.flatMap { Self.paths(of: $0.diagnostic) })
        var sources: [String: SourceText] = [:]
        for (folder, snapshot) in folders {
            let files = folder.files.filter { paths.contains($0.path) }
            let contents = try await Self.contents(of: files, in: snapshot)
            for file in files { sources[file.path] = SourceText(path: file.path, bytes: contents[file.content] ?? []) }
        }
        return sources
    }

    private static func contents(
        of files: [CatalogFile], in snapshot: FolderSnapshot?
    ) async throws -> [ContentID: [UInt8]] {
        guard let snapshot, !files.isEmpty else { return [:] }
        return try await snapshot.withReader { reader in
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
