package import Catalog

/// What differs between a commit and a folder on disk, by the paths of regular files.
package struct WorkTreeChanges: Sendable {
    /// The commit's 40 hexadecimal digits.
    package let commit: String
    /// Each file that differs and was there, with what it held.
    package let before: [String: ContentID]
    /// The files that differ and are there now.
    package let now: Set<String>
    /// The folders `TOP/FOLDER` that the files are in.
    package let folders: Set<String>

    /// - Parameters:
    ///   - before: the folders of the commit that are not the same now.
    ///   - now: the folders that were not the same.
    init(commit: String, before: [TemplateFolder], now: [TemplateFolder]) {
        self.commit = commit
        var before = Self.contents(of: before)
        var now = Self.contents(of: now)
        for (path, content) in now where before[path] == content {
            before[path] = nil
            now[path] = nil
        }
        self.before = before
        self.now = Set(now.keys)
        folders = Set(
            [Array(before.keys), Array(now.keys)].joined().map {
                $0.split(separator: "/").prefix(2).joined(separator: "/")
            })
    }

    private static func contents(of folders: [TemplateFolder]) -> [String: ContentID] {
        Dictionary(folders.flatMap(\.files).map { ($0.path, $0.content) }) { first, _ in first }
    }
}
