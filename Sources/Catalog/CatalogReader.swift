import Diagnostics

/// Reads a whole catalog, sharing with the snapshot before every template whose folder did not change.
public struct CatalogReader: Sendable {
    private let limits: CatalogLimits

    /// A reader that reads as much as `limits` allow.
    public init(limits: CatalogLimits = CatalogLimits()) {
        self.limits = limits
    }

    /// The snapshot of `folders` at `commit`. `contents` gives a file's bytes by its id, and is asked only for files
    /// that are parsed in folders that changed since `previous`. What it throws is thrown on.
    public func read(
        commit: String,
        folders: [TemplateFolder],
        previous: CatalogSnapshot? = nil,
        contents: (ContentID) throws -> [UInt8]
    ) rethrows -> CatalogSnapshot {
        let reader = TemplateReader(limits: limits)
        let known = Dictionary((previous?.templates ?? []).map { ($0.folderPath, $0) }) { first, _ in first }
        var collector = TemplateCollector()
        for folder in folders.prefix(limits.templates) {
            if let template = known[folder.path], template.tree == folder.tree {
                collector.add(template)
            } else if let template = try reader.read(folder, previous: known[folder.path], contents: contents) {
                collector.add(template)
            }
        }
        if folders.count > limits.templates { collector.reportBeyond(folders.count, limit: limits.templates) }
        return CatalogSnapshot(commit: commit, templates: collector.templates, diagnostics: collector.diagnostics)
    }

    /// The snapshot at `commit`, made of the one before and of what changed since; everything else is shared.
    ///
    /// Nil when the changes alone do not tell: where the catalog has too many templates, or two with one id, a folder
    /// that did not change may come to be served. Then the whole catalog must be read.
    public func read(
        commit: String,
        changes: CatalogChanges,
        following previous: CatalogSnapshot,
        contents: (ContentID) throws -> [UInt8]
    ) rethrows -> CatalogSnapshot? {
        guard previous.commit == changes.base, previous.diagnostics.isEmpty else { return nil }
        let reader = TemplateReader(limits: limits)
        let read = try changes.changed.compactMap {
            try reader.read($0, previous: previous.template(atPath: $0.path), contents: contents)
        }
        let snapshot = previous.updated(to: commit, replacing: changes.paths, with: read)
        return snapshot.flatMap { $0.templates.count <= limits.templates ? $0 : nil }
    }
}

/// Collects templates, of two with one id only the first.
private struct TemplateCollector {
    private(set) var templates: [Template] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var paths: [TemplateName: String] = [:]

    mutating func add(_ template: Template) {
        let name = template.templateName
        guard let first = paths[name] else {
            paths[name] = template.folderPath
            templates.append(template)
            return
        }
        diagnostics.append(
            Diagnostic(
                .templateTwice, .error, "the template has the same id as another one and is not served",
                at: .wholeFile(template.folderPath),
                related: [RelatedLocation("this one is served", at: .wholeFile(first))],
                help: "an id is made of the folder's name and the text before the first - of the folder above"))
    }

    mutating func reportBeyond(_ count: Int, limit: Int) {
        diagnostics.append(
            Diagnostic(
                .tooMany, .error, "the catalog has \(count) template folders; only the first \(limit) are read",
                at: .wholeFile(".")))
    }
}
