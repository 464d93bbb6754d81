/// One file of a catalog, without its content.
public struct CatalogFile: Sendable, Hashable {
    /// The path from the catalog's root, with `/` between its parts and none at either end.
    public let path: String
    /// What the file holds, by identity.
    public let content: ContentID
    /// The size of the content in bytes.
    public let size: Int

    /// A file at a path.
    public init(path: String, content: ContentID, size: Int) {
        self.path = path
        self.content = content
        self.size = size
    }
}

/// A template's folder as found in a tree: everything below `TOP/FOLDER`.
public struct TemplateFolder: Sendable, Hashable {
    /// The folder's path, for example `infra-templates/ipsec`.
    public let path: String
    /// Changes exactly when anything below the folder does: git's tree id.
    public let tree: ContentID
    /// Every regular file below the folder, in any order.
    public let files: [CatalogFile]

    /// A folder with its files.
    public init(path: String, tree: ContentID, files: [CatalogFile]) {
        self.path = path
        self.tree = tree
        self.files = files
    }
}
