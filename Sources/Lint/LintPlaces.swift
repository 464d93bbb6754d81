package import Catalog

/// Which templates and versions the paths of findings are in.
package struct LintPlaces: Sendable {
    let templates: [String: Template]

    /// The template in whose folder a path is, with the version in whose folder it is; nil for what is in no template.
    package func place(of path: String) -> (template: Template, version: TemplateVersion?)? {
        let parts = path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 1, let template = templates["\(parts[0])/\(parts[1])"] else { return nil }
        return (template, template.versions.first { parts.count > 2 && $0.folderName == parts[2] })
    }
}

extension LintPlaces {
    /// The folder of the template of a base and a folder's name; nil when there is none.
    package func folder(base: String, folderName: String) -> String? {
        templates.values.first { $0.base == base && $0.folderName == folderName }?.folderPath
    }
}
