import Catalog
import JSON

/// A template, with links to the versions that the asking server may see.
struct TemplateResource: Sendable {
    let template: Template
    let id: TemplateID
    let environment: String
    let selection: VersionSelection
    let links: Links

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("actions", [:])
            writer.member("catalogId", id.catalog)
            writer.member("categories", template.allCategories)
            writer.member("defaultTemplateVersionId", selection.defaultTarget.map { id.version($0).description } ?? "")
            writer.member("defaultVersion", selection.defaultVersion)
            writer.member("description", template.description)
            writer.member("environmentId", environment)
            writer.member("folderName", template.folderName)
            writer.member("iconFilename", template.icon?.name ?? "")
            writer.member("id", id.description)
            writer.member("isSystem", template.isSystem)
            writer.member("labels", template.labels)
            writer.member("license", template.license)
            writer.member("links", allLinks)
            writer.member("maintainer", template.maintainer)
            writer.member("name", template.name)
            writer.member("path", template.path)
            writer.member("templateBase", template.base)
            writer.member("type", "template")
            writer.member("upgradeFrom", template.upgradeFrom)
            writer.member("versionLinks", links.templates(selection.visible, of: id))
        }
    }

    private var allLinks: [String: String] {
        var all = ["icon": links.icon(id), "self": links.template(id)]
        if let target = selection.defaultTarget { all["defaultVersion"] = links.template(id.version(target)) }
        if !template.projectURL.isEmpty { all["project"] = template.projectURL }
        if let readme = template.readme, readme.size > 0 { all["readme"] = links.readme(id) }
        return all
    }
}

extension Links {
    /// A link to each version, by its text.
    func templates(_ versions: [TemplateVersion], of id: TemplateID) -> [String: String] {
        Dictionary(versions.map { ($0.version, template(id.version($0))) }) { _, last in last }
    }
}
