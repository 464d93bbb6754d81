import Catalog
import Foundation
import MusterTesting
import Service

/// The catalogs of the recordings, read from the corpus.
enum RecordedCatalogs {
    /// `library`, `community` and `orig` as the reference served them.
    static func load() throws -> InMemoryCatalogs {
        var contents: [ContentID: [UInt8]] = [:]
        let catalogs = try [
            ("library", "library.bundle", "v1.6-development"), ("community", "community.bundle", "master"),
            ("orig", "test.bundle", "master"),
        ].map { name, bundle, branch in
            let checkout = try GitCheckout(bundle: bundle, branch: branch)
            for file in checkout.files { if let id = ContentID(hex: file.blob) { contents[id] = file.contents } }
            let snapshot = CatalogReader().read(commit: checkout.commit, folders: folders(of: checkout)) {
                contents[$0] ?? []
            }
            return PublishedCatalog(
                key: CatalogKey(environment: CatalogKey.globalEnvironment, name: name), url: "CATALOG_URL/\(name)",
                branch: branch, kind: "", state: .active, lastRefresh: nil, snapshot: snapshot)
        }
        return InMemoryCatalogs(catalogs, contents: contents)
    }

    private static func folders(of checkout: GitCheckout) -> [TemplateFolder] {
        let files = Dictionary(grouping: checkout.files) { file in
            file.path.split(separator: "/", maxSplits: 2).prefix(2).joined(separator: "/")
        }
        return checkout.folderTrees.keys.sorted().compactMap { path in
            guard let tree = checkout.folderTrees[path].flatMap({ ContentID(hex: $0) }) else { return nil }
            let own = (files[path] ?? []).compactMap { file in
                ContentID(hex: file.blob).map { CatalogFile(path: file.path, content: $0, size: file.contents.count) }
            }
            return TemplateFolder(path: path, tree: tree, files: own)
        }
    }
}
