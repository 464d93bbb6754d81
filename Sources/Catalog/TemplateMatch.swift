/// A template that a search found.
public struct TemplateMatch: Sendable, Hashable {
    /// The catalog it is in.
    public let catalog: CatalogKey
    /// Its folder in that catalog, such as `infra-templates/ipsec`.
    public let folderPath: String

    /// A match in a catalog's folder.
    public init(catalog: CatalogKey, folderPath: String) {
        self.catalog = catalog
        self.folderPath = folderPath
    }
}
