import Catalog
import Service

/// The templates that a list shows, in its order: found once, then cut into pages.
struct TemplateListing: PagedList, Sendable {
    /// Where a template is: in which of the catalogs, and in which place of its snapshot.
    struct Entry: Sendable, Hashable {
        let catalog: Int32
        let template: Int32
    }

    /// A template with the catalog that it is in.
    struct Found: Sendable {
        let catalog: PublishedCatalog
        let template: Template

        var id: TemplateID {
            TemplateID(catalog: catalog.key.name, base: template.base, folderName: template.folderName)
        }
    }

    private let catalogs: [PublishedCatalog]
    private let entries: [Entry]

    /// The entries of some catalogs, in their order.
    init(catalogs: [PublishedCatalog], entries: [Entry]) {
        self.catalogs = catalogs
        self.entries = entries
    }

    /// How many templates the list shows.
    var count: Int { entries.count }

    /// The bytes that keeping the listing takes.
    var keptBytes: Int { 64 + entries.count * MemoryLayout<Entry>.stride }

    /// What stands in a place of the list.
    func found(at position: Int) -> Found? { found(entries[position]) }

    func id(at position: Int) -> String { found(at: position)?.id.description ?? "" }

    func position(ofID text: String) -> Int? {
        guard let id = TemplateID(parsing: text), id.version == nil,
            let catalog = catalogs.firstIndex(where: { $0.key.name == id.catalog }),
            let template = catalogs[catalog].snapshot?.index(
                of: TemplateName(base: id.base, folderName: id.folderName))
        else { return nil }
        return entries.firstIndex(of: Entry(catalog: Int32(catalog), template: Int32(template)))
    }

    private func found(_ entry: Entry) -> Found? {
        let catalog = catalogs[Int(entry.catalog)]
        return catalog.snapshot.map { Found(catalog: catalog, template: $0.templates[Int(entry.template)]) }
    }
}

extension TemplateListing {
    /// The listing that a request asks for.
    ///
    /// - Parameters:
    ///   - catalogs: what the client sees, one a name, in the order of the list.
    ///   - matches: what a search found, the best first; nil when nothing was searched for.
    init(
        of catalogs: [PublishedCatalog], _ filter: TemplateFilter, _ page: ListPage, matches: [TemplateMatch]?
    ) {
        var windows = WindowFilter(rancherVersion: filter.rancherVersion)
        let name = NamePattern(page.namePattern)
        var entries: [Entry] = []
        func add(_ catalog: Int, _ index: Int, _ template: Template) {
            guard filter.shows(template), page.namePattern.isEmpty || name.matches(template.name),
                filter.rancherVersion.isEmpty || windows.shows(template)
            else { return }
            entries.append(Entry(catalog: Int32(catalog), template: Int32(index)))
        }
        if let matches {
            let places = Dictionary(catalogs.enumerated().map { ($1.key, $0) }) { first, _ in first }
            for match in matches {
                guard let catalog = places[match.catalog],
                    filter.shows(catalog: match.catalog.name), let snapshot = catalogs[catalog].snapshot,
                    let index = snapshot.index(ofPath: match.folderPath)
                else { continue }
                add(catalog, index, snapshot.templates[index])
            }
        } else {
            for (number, catalog) in catalogs.enumerated() where filter.shows(catalog: catalog.key.name) {
                guard let snapshot = catalog.snapshot else { continue }
                if filter.showsEverything, page.namePattern.isEmpty {
                    entries += snapshot.templates.indices.map { Entry(catalog: Int32(number), template: Int32($0)) }
                } else {
                    // Without copies: a template has many parts that would be counted.
                    snapshot.templates.withUnsafeBufferPointer { templates in
                        for index in templates.indices { add(number, index, templates[index]) }
                    }
                }
            }
        }
        self.init(catalogs: catalogs, entries: entries)
        self = sorted(by: page)
    }

    /// The listing in the order that a page asks for; of equals the ones with the lesser id come first.
    private func sorted(by page: ListPage) -> TemplateListing {
        var ordered = entries
        if let sort = page.sort {
            let keyed = entries.compactMap { entry in
                found(entry).map { (key: sort.key(of: $0.template, id: $0.id), id: $0.id.description, entry: entry) }
            }
            ordered = keyed.sorted { ($0.key, $0.id) < ($1.key, $1.id) }.map(\.entry)
        }
        return TemplateListing(catalogs: catalogs, entries: page.isDescending ? ordered.reversed() : ordered)
    }
}
