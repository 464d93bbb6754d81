/// How a commit's template folders differ from those of an earlier one.
public struct CatalogChanges: Sendable, Hashable {
    /// The earlier commit.
    public let base: String
    /// The folders that are new or hold something else, with all their files, in byte order of their paths.
    public let changed: [TemplateFolder]
    /// The paths of the folders that are gone, in byte order.
    public let removed: [String]

    /// The changes since `base`.
    public init(since base: String, changed: [TemplateFolder], removed: [String]) {
        self.base = base
        self.changed = changed
        self.removed = removed
    }

    /// Every path that is not what it was.
    public var paths: [String] { changed.map(\.path) + removed }
}
