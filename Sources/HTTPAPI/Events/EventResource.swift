import Catalog
import JSON
import Service

/// An event as clients see it: what all have in common, and what its kind adds.
struct EventResource: Sendable {
    /// What a client is told.
    enum Content: Sendable {
        /// Something that happened.
        case event(CatalogEvent)
        /// What the client knows is too old to go on from: it must read everything again.
        case reset
    }

    let content: Content
    let id: EventID
    let links: Links

    /// The word for what happened.
    var kind: String {
        switch content {
        case .reset: "reset"
        case .event(let event): event.kind.word
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("kind", kind)
            writer.member("type", "event")
            switch content {
            case .reset: writer.member("links", ["catalogs": links.catalogs, "templates": links.templates])
            case .event(let event): write(event, to: &writer)
            }
        }
    }

    private func write(_ event: CatalogEvent, to writer: inout JSONWriter) {
        writer.member("catalogId", event.catalog.name)
        writer.member("environmentId", event.catalog.environment)
        let catalog = ["catalog": links.catalog(event.catalog.name)]
        switch event.kind {
        case .catalogAdded: writer.member("links", catalog)
        case .catalogRemoved: writer.member("links", [:])
        case .catalogRefreshed(let refreshed):
            write(refreshed, to: &writer)
            writer.member("links", catalog)
        case .catalogFailed(let message):
            writer.member("message", message)
            writer.member("links", catalog)
        case .catalogLinted(let linted):
            writer.member("commit", linted.commit)
            writer.member("errors", linted.errors)
            writer.member("notes", linted.notes)
            writer.member("warnings", linted.warnings)
            let findings = links.lintFindings(ofCatalog: event.catalog.name)
            writer.member("links", catalog.merging(["findings": findings]) { $1 })
        case .template(let change): write(change, of: event.catalog.name, to: &writer)
        }
    }

    private func write(_ refreshed: CatalogEvent.Refreshed, to writer: inout JSONWriter) {
        writer.member("added", refreshed.added)
        writer.member("changed", refreshed.changed)
        writer.member("commit", refreshed.commit)
        writer.member("complete", refreshed.isComplete)
        writer.member("previousCommit", refreshed.previousCommit)
        writer.member("removed", refreshed.removed)
    }

    private func write(_ change: SnapshotDifference.Change, of catalog: String, to writer: inout JSONWriter) {
        switch change {
        case .added(let name), .changed(let name):
            writer.member("version", name.version)
            write(name, of: catalog, isThere: true, to: &writer)
        case .removed(let name):
            writer.member("version", name.version)
            write(name, of: catalog, isThere: false, to: &writer)
        case .defaultChanged(let name, let old):
            writer.member("from", old)
            writer.member("to", name.version)
            write(name, of: catalog, isThere: true, to: &writer)
        }
    }

    /// The ids of a version and, while it is there, where to read it.
    private func write(
        _ name: TemplateVersionName, of catalog: String, isThere: Bool, to writer: inout JSONWriter
    ) {
        let template = TemplateID(catalog: catalog, base: name.base, folderName: name.folderName)
        var addresses = ["template": links.template(template)]
        writer.member("templateId", template.description)
        if let suffix = name.idSuffix {
            let version = TemplateID(
                catalog: catalog, base: name.base, folderName: name.folderName, version: suffix)
            writer.member("externalId", "catalog://\(version)")
            writer.member("versionId", version.description)
            if isThere { addresses["version"] = links.templateVersion(version) }
        }
        writer.member("links", addresses)
    }
}

extension CatalogEvent.Kind {
    /// The word that clients tell kinds apart by.
    fileprivate var word: String {
        switch self {
        case .catalogAdded: "catalog.added"
        case .catalogRemoved: "catalog.removed"
        case .catalogRefreshed: "catalog.refreshed"
        case .catalogFailed: "catalog.failed"
        case .catalogLinted: "catalog.linted"
        case .template(.added): "version.added"
        case .template(.changed): "version.changed"
        case .template(.removed): "version.removed"
        case .template(.defaultChanged): "default.changed"
        }
    }
}
