import Bundles
import Catalog
import Compiler
import MusterTesting

@testable import Bundles

/// Catalogs in memory.
extension CatalogLibrary {
    /// A library of one catalog with these files by path.
    static func of(
        _ files: [String: String], named name: String = "mine", commit: String = String(repeating: "c", count: 40)
    ) -> CatalogLibrary {
        of(FileTree(files), named: name, commit: commit)
    }

    static func of(
        _ tree: FileTree, named name: String = "mine", commit: String = String(repeating: "c", count: 40)
    ) -> CatalogLibrary {
        let origin = CatalogOrigin(
            catalog: name, url: "https://example.com/\(name).git", branch: "master", commit: commit)
        return CatalogLibrary([.init(origin: origin, snapshot: tree.snapshot(commit: commit))]) { tree.contents[$0] }
    }
}

/// The three public catalogs.
enum Corpus {
    /// The three catalogs.
    static let library: CatalogLibrary = {
        let catalogs = SharedCorpus.catalogFiles.map { name, files in
            CatalogLibrary.of(FileTree(files.map { ($0.key, $0.value) }), named: name)
        }
        return catalogs.dropFirst().reduce(catalogs[0]) { $0.adding($1) }
    }()

    /// Every version of the three catalogs, in the order of lists.
    static var everyVersion: [(found: CatalogLibrary.FoundTemplate, version: TemplateVersion)] {
        library.catalogs.flatMap { catalog in
            catalog.snapshot.templates.flatMap { template in
                template.versions.map { (.init(origin: catalog.origin, template: template), $0) }
            }
        }
    }
}
