import Diagnostics
import YAML

/// Reads `config.yml` or `template.yml` into a template. A field that does not fit costs that field, with a diagnostic.
enum TemplateConfig {
    /// The file names that hold a template's configuration; the last one of the walk counts, as in the reference.
    static let fileNames: Set<String> = ["config.yml", "template.yml"]

    /// Reads `source` into `template`.
    static func read(_ source: SourceText, into template: inout Template, limits: CatalogLimits) {
        let document = YAMLDocument.parse(source)
        template.diagnostics += document.diagnostics
        guard let root = document.root, !root.isNull else { return }
        var reader = FieldReader(source: source, limits: limits)
        guard root.entries != nil else {
            reader.report(.notAMapping, root, "the file holds \(root.kindName); it takes a map of fields")
            template.diagnostics += reader.diagnostics
            return
        }
        read(root, with: &reader, into: &template)
        template.diagnostics += reader.diagnostics
    }

    private static func read(_ root: YAMLNode, with reader: inout FieldReader, into template: inout Template) {
        template.name = reader.string(root, "name")
        template.description = reader.string(root, "description")
        template.isSystem = reader.string(root, "isSystem")
        template.defaultVersion = reader.string(root, "version", "default_version", "defaultVersion")
        template.path = reader.string(root, "path")
        template.maintainer = reader.string(root, "maintainer")
        template.license = reader.string(root, "license")
        template.projectURL = reader.string(root, "projectURL", "project_url")
        template.upgradeFrom = reader.string(root, "upgrade_from")
        template.category = reader.string(root, "category")
        template.categories = reader.strings(root, "categories") ?? []
        template.labels = reader.map(root, "labels")
    }
}
