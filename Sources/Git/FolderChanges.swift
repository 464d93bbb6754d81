/// Which folders `TOP/FOLDER` differ between two commits, by their trees' ids. All lists are in byte order.
public struct FolderChanges: Sendable, Hashable {
    /// Folders that only the new commit has.
    public let added: [String]
    /// Folders that both have, with different contents.
    public let modified: [String]
    /// Folders that only the old commit has.
    public let removed: [String]

    /// Whether nothing differs.
    public var isEmpty: Bool { added.isEmpty && modified.isEmpty && removed.isEmpty }

    init(from old: [(path: String, tree: [UInt8])], to new: [(path: String, tree: [UInt8])]) {
        let before = Dictionary(old.map { ($0.path, $0.tree) }) { first, _ in first }
        let after = Set(new.map(\.path))
        added = new.map(\.path).filter { before[$0] == nil }
        modified = new.filter { folder in before[folder.path].map { $0 != folder.tree } ?? false }.map(\.path)
        removed = old.map(\.path).filter { !after.contains($0) }
    }
}
