public import Catalog

/// A catalog to lint: its folders, with a way to the contents of one of them at a time.
public struct LintInput: Sendable {
    /// Gives the contents of a folder's files by their identity. Asked once for a folder that has to be read, from several
    /// tasks at a time; what it throws ends the run.
    public typealias Contents = @Sendable (TemplateFolder) async throws -> [ContentID: [UInt8]]

    /// What ids call the catalog.
    public let name: String
    /// Its template folders.
    public let folders: [TemplateFolder]
    /// Templates that are read already: the one of a folder is taken from here where its tree id is the folder's, so that
    /// both share what they hold.
    public let snapshot: CatalogSnapshot?
    /// What changed, when only that and what it affects is to be looked at; nil for everything.
    public let scope: LintScope?
    let contents: Contents

    /// A catalog.
    public init(
        name: String, folders: [TemplateFolder], snapshot: CatalogSnapshot? = nil, scope: LintScope? = nil,
        contents: @escaping Contents
    ) {
        self.scope = scope
        self.name = name
        self.folders = folders
        self.snapshot = snapshot
        self.contents = contents
    }

    /// A catalog whose files are in memory.
    public init(
        name: String, folders: [TemplateFolder], scope: LintScope? = nil, contents: [ContentID: [UInt8]]
    ) {
        self.init(name: name, folders: folders, scope: scope) { _ in contents }
    }
}
