public import Catalog

/// A catalog with everything that rules about all of its templates look at.
public struct LintCatalog: Sendable {
    /// What ids call it.
    public let name: String
    /// What concerns no single template.
    public let snapshot: CatalogSnapshot
    /// Its templates, in the order of their folders.
    let templates: [LintedTemplate]
}
