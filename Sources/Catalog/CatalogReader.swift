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
            } else if let template = try reader.read(folder, contents: contents) {
                collector.add(template)
            }
        }
        if folders.count > limits.templates { collector.reportBeyond(folders.count, limit: limits.templates) }
        return CatalogSnapshot(commit: commit, templates: collector.templates, diagnostics: collector.diagnostics)
    }
}

/// Collects templates, of two with one id only the first.
private struct TemplateCollector {
    private(set) var templates: [Template] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var paths: [TemplateID: String] = [:]

    mutating func add(_ template: Template) {
        let id = TemplateID(catalog: "", base: template.base, folderName: template.folderName)
        guard let first = paths[id] else {
            paths[id] = template.folderPath
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
