/// What a command changes in a catalog: files by their paths from its root.
package struct CatalogEdit: Sendable, Hashable {
    /// A file before and after.
    package struct Change: Sendable, Hashable {
        /// What it held.
        package let old: [UInt8]
        /// What it is to hold.
        package let new: [UInt8]
    }

    /// The folder that is made; it must not be there yet.
    package let folder: String
    /// The files of the new folder, by their paths from the catalog's root.
    package internal(set) var added: [String: [UInt8]]
    /// Files that are there already and change.
    package internal(set) var changed: [String: Change] = [:]

    /// The change that makes a folder.
    init(folder: String, added: [String: [UInt8]]) {
        self.folder = folder
        self.added = added
    }

    /// The text that a file holds after the change; nil for one that the change does not touch.
    func text(of path: String) -> [UInt8]? { added[path] ?? changed[path]?.new }
}
