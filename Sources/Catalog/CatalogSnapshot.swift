public import Diagnostics

/// A catalog as of one commit, parsed. Immutable; versions that did not change are shared with the snapshot before.
public struct CatalogSnapshot: Sendable, Hashable {
    /// The commit's 40 hexadecimal digits; for a plain folder, a digest of its content in the same form.
    public let commit: String
    /// The templates, ordered by base, then folder name (byte order).
    public let templates: [Template]
    /// What concerns no single template, such as a folder without any.
    public let diagnostics: [Diagnostic]

    /// A snapshot of templates in any order.
    public init(commit: String, templates: [Template], diagnostics: [Diagnostic] = []) {
        self.commit = commit
        self.templates = templates.sorted { ($0.base, $0.folderName) < ($1.base, $1.folderName) }
        self.diagnostics = diagnostics
    }

    /// The number of versions of all templates.
    public var versionCount: Int { templates.reduce(0) { $0 + $1.versions.count } }
}
