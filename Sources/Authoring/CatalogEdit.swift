/// What a command changes in a catalog: files by their paths from its root.
public struct CatalogEdit: Sendable, Hashable {
    /// A file before and after.
    public struct Change: Sendable, Hashable {
        /// What it held.
        public let old: [UInt8]
        /// What it is to hold.
        public let new: [UInt8]
    }

    /// The folder that is made; it must not be there yet.
    public let folder: String
    /// The files of the new folder, by their paths from the catalog's root.
    public internal(set) var added: [String: [UInt8]]
    /// Files that are there already and change.
    public internal(set) var changed: [String: Change] = [:]

    /// The change that makes a folder.
    init(folder: String, added: [String: [UInt8]]) {
        self.folder = folder
        self.added = added
    }

    /// The text that a file holds after the change; nil for one that the change does not touch.
    func text(of path: String) -> [UInt8]? { added[path] ?? changed[path]?.new }
}
