import JSON

/// The entry of the API.
struct APIVersionResource: Sendable {
    let links: Links

    /// Writes `GET /`: the list of API versions, which has one.
    func writeVersions(to writer: inout JSONWriter) {
        CollectionResource(
            links: ["latest": links.apiVersion, "self": links.root], resourceType: "apiVersion"
        ).write(to: &writer) { writer in
            writer.array { write(to: &$0, links: ["self": links.apiVersion]) }
        }
    }

    /// Writes `GET /v1-catalog`.
    func write(to writer: inout JSONWriter) {
        write(
            to: &writer,
            links: [
                "bundleSchema": links.document(.bundleSchema),
                "catalogs": links.catalogs,
                "environments": links.environments,
                "events": links.events,
                "findings": links.lintFindings,
                "infraBundles": links.infraBundles,
                "openapi": links.document(.openAPI),
                "schemas": links.schemas,
                "self": links.apiVersionSelf,
                "templateVersions": links.templateVersions,
                "templates": links.templates,
                "upgrades": links.upgrades,
            ])
    }

    private func write(to writer: inout JSONWriter, links: [String: String]) {
        writer.object { writer in
            writer.member("actions", [:])
            writer.member("id", Route.version)
            writer.member("links", links)
            writer.member("type", "apiVersion")
        }
    }
}
