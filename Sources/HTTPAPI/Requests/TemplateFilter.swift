import Catalog

/// Which templates a list shows. Names and meaning are the reference's; unknown parameters count for nothing.
struct TemplateFilter: Sendable, Hashable {
    /// The catalog; empty for all.
    let catalog: String
    /// The kind of template; empty for all.
    let base: String
    /// Categories that a template must have, all of them, letter by letter.
    let categories: [String]
    /// Categories that a template must not have, any of them.
    let excludedCategories: [String]
    /// The asking server's version; empty when it did not say.
    let rancherVersion: String

    /// The filter that a list's query asks for.
    init(_ query: RequestQuery) {
        let catalogID = query.first("catalogId")
        catalog = catalogID.isEmpty ? query.first("catalog") : catalogID
        base = query.first("templateBase_eq")
        categories = query.all("category").filter { !$0.isEmpty }
        excludedCategories = query.all("category_ne").filter { !$0.isEmpty }
        let rancherVersion = query.first("rancherVersion")
        // What Rancher 1.1 and older sent.
        self.rancherVersion = rancherVersion.isEmpty ? query.first("minimumRancherVersion_lte") : rancherVersion
    }

    /// Whether the list shows the catalog's templates at all.
    func shows(catalog name: String) -> Bool { catalog.isEmpty || catalog == name }

    /// Whether the list shows all templates of the catalogs that it shows.
    var showsEverything: Bool {
        base.isEmpty && categories.isEmpty && excludedCategories.isEmpty && rancherVersion.isEmpty
    }

    /// Whether the list shows the template, whatever its versions.
    func shows(_ template: Template) -> Bool {
        guard base.isEmpty || template.base == base else { return false }
        if categories.isEmpty && excludedCategories.isEmpty { return true }
        let own = template.allCategories
        return categories.allSatisfy(own.contains) && !excludedCategories.contains(where: own.contains)
    }

    /// The parameters that lists take, by name, with the modifiers of each, for the schemas.
    static let schema: [(field: String, modifiers: [String])] = [
        ("catalog", ["eq"]), ("catalogId", ["eq"]), ("category", ["eq", "ne"]), ("minimumRancherVersion", ["lte"]),
        ("name", ["like"]), ("projectId", ["eq"]), ("q", ["eq"]), ("rancherVersion", ["eq"]), ("templateBase", ["eq"]),
    ]
}
