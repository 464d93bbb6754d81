import Catalog
import Service

/// A template with the catalog it was found in and what the asking server may see of it.
struct FoundTemplate: Sendable {
    let catalog: PublishedCatalog
    let template: Template
    let selection: VersionSelection
    /// Made once for the resources of many versions.
    var upgrades: UpgradeLinks?

    var id: TemplateID {
        TemplateID(catalog: catalog.key.name, base: template.base, folderName: template.folderName)
    }

    /// The bytes that keeping the versions takes, about: they are there in several orders, and their texts in tables.
    var keptBytes: Int {
        selection.visible.count * 4 * (MemoryLayout<TemplateVersion>.stride + 32) + (upgrades?.keptBytes ?? 0)
    }

    func withUpgrades(_ links: Links) -> FoundTemplate {
        var found = self
        found.upgrades = UpgradeLinks(of: selection, id, links)
        return found
    }

    func resource(_ links: Links) -> TemplateResource {
        TemplateResource(
            template: template, id: id, environment: catalog.key.environment, selection: selection, links: links)
    }

    func resource(_ version: TemplateVersion, _ links: Links) -> TemplateVersionResource {
        TemplateVersionResource(
            template: template, version: version, id: id,
            upgrades: upgrades ?? UpgradeLinks(of: selection, id, links), links: links)
    }
}
