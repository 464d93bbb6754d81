public import Catalog

/// A catalog to lint: its folders with the contents of all files.
public struct LintInput: Sendable {
    /// What ids call the catalog.
    public let name: String
    /// Its template folders.
    public let folders: [TemplateFolder]
    /// What the files hold, by identity.
    public let contents: [ContentID: [UInt8]]

    /// A catalog.
    public init(name: String, folders: [TemplateFolder], contents: [ContentID: [UInt8]]) {
        self.name = name
        self.folders = folders
        self.contents = contents
    }
}

/// A catalog with everything that rules look at.
public struct LintCatalog: Sendable {
    /// What ids call it.
    public let name: String
    /// Its templates, in the order of lists.
    public let templates: [LintTemplate]
    /// What concerns no single template.
    public let snapshot: CatalogSnapshot
}
