package import Catalog

/// A catalog with everything that rules about all of its templates look at.
package struct LintCatalog: Sendable {
    /// What ids call it.
    package let name: String
    /// What concerns no single template.
    package let snapshot: CatalogSnapshot
    /// Its templates, in the order of their folders.
    let templates: [LintedTemplate]
}
