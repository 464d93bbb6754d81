package import Catalog

/// A catalog to lint: its folders, with a way to the contents of one of them at a time.
package struct LintInput: Sendable {
    /// Gives the contents of a folder's files by their identity. Asked once for a folder that has to be read, from several
    /// tasks at a time; what it throws ends the run.
    package typealias Contents = @Sendable (TemplateFolder) async throws -> [ContentID: [UInt8]]

    /// What ids call the catalog.
    package let name: String
    /// Its template folders.
    package let folders: [TemplateFolder]
    /// Templates that are read already: the one of a folder is taken from here where its tree id is the folder's, so that
    /// both share what they hold.
    package let snapshot: CatalogSnapshot?
    /// What changed, when only that and what it affects is to be looked at; nil for everything.
    package let scope: LintScope?
    let contents: Contents

    /// A catalog.
    package init(
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
    package init(
        name: String, folders: [TemplateFolder], scope: LintScope? = nil, contents: [ContentID: [UInt8]]
    ) {
        self.init(name: name, folders: folders, scope: scope) { _ in contents }
    }
}
