import Catalog
import Diagnostics
import JSON
import Lint
import Service

/// A finding of lint: the diagnostic with its rule and with what it is about.
struct FindingResource {
    let found: FindingListing.Found
    let links: Links

    func write(to writer: inout JSONWriter) {
        let finding = found.finding
        let ids = self.ids
        writer.object { writer in
            JSONRenderer().writeMembers(of: finding.shown, to: &writer)
            writer.member("catalogId", found.catalog.key.name)
            writer.member("commit", found.lint.commit)
            writer.member("environmentId", found.catalog.key.environment)
            writer.member("id", found.id)
            writer.member("links", addresses(ids))
            writer.member("name", Rule.named(finding.rule)?.name ?? "")
            writer.member("rule", finding.rule)
            if let template = ids.template { writer.member("templateId", template.description) }
            writer.member("type", "finding")
            if let version = ids.version { writer.member("versionId", version.description) }
        }
    }

    /// What the finding is in, as far as it is in a template or a version.
    private var ids: (template: TemplateID?, version: TemplateID?) {
        guard let place = found.places.place(of: found.finding.diagnostic.location.path) else { return (nil, nil) }
        let id = { (version: String?) in
            TemplateID(
                catalog: found.catalog.key.name, base: place.template.base, folderName: place.template.folderName,
                version: version)
        }
        return (id(nil), place.version.map { id($0.idSuffix) })
    }

    private func addresses(_ ids: (template: TemplateID?, version: TemplateID?)) -> [String: String] {
        var addresses = ["catalog": links.catalog(found.catalog.key.name)]
        addresses["template"] = ids.template.map(links.template)
        addresses["version"] = ids.version.map(links.templateVersion)
        return addresses
    }
}
