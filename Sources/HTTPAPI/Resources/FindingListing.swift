import Catalog
import Lint
import Service

/// The findings of lint that a list shows, in its order: by catalog, then as in each catalog's report.
struct FindingListing: PagedList, Sendable {
    /// A finding with the catalog that it is in.
    struct Found {
        let catalog: PublishedCatalog
        let lint: CatalogLint
        let places: LintPlaces
        let finding: Finding
        let id: String
    }

    private struct Entry {
        let catalog: Int
        let finding: Finding
        let print: FindingFingerprint
    }

    private let catalogs: [(catalog: PublishedCatalog, lint: CatalogLint, places: LintPlaces)]
    private let entries: [Entry]

    /// The findings that count of some catalogs, as far as a filter takes them.
    init(of catalogs: [PublishedCatalog], _ filter: FindingFilter) {
        var linted: [(catalog: PublishedCatalog, lint: CatalogLint, places: LintPlaces)] = []
        var entries: [Entry] = []
        for catalog in catalogs {
            guard let lint = catalog.lint else { continue }
            let folder = filter.template.map { catalog.folder(of: $0) }
            let counted = lint.report.counted
            for (finding, print) in zip(counted, FindingFingerprint.all(of: counted))
            where filter.includes(finding, below: folder) {
                entries.append(Entry(catalog: linted.count, finding: finding, print: print))
            }
            linted.append((catalog, lint, lint.result.places))
        }
        self.catalogs = linted
        self.entries = entries
    }

    var count: Int { entries.count }

    /// The findings are in their catalogs' reports.
    var keptBytes: Int { 64 + entries.count * MemoryLayout<Entry>.stride }

    /// The name of a finding: the same in every commit as long as its file, its rule and its message are.
    func id(at position: Int) -> String {
        let entry = entries[position]
        return "\(catalogs[entry.catalog].catalog.key.name):\(entry.print)"
    }

    func position(ofID id: String) -> Int? { entries.indices.first { self.id(at: $0) == id } }

    /// What stands in a place of the list.
    func found(at position: Int) -> Found {
        let entry = entries[position]
        let (catalog, lint, places) = catalogs[entry.catalog]
        return Found(
            catalog: catalog, lint: lint, places: places, finding: entry.finding, id: id(at: position))
    }
}

extension PublishedCatalog {
    /// The folder that lint found a template in, or that it is served from.
    func folder(of id: TemplateID) -> String {
        snapshot?.template(base: id.base, folderName: id.folderName)?.folderPath
            ?? lint?.result.places.folder(base: id.base, folderName: id.folderName) ?? ""
    }
}
