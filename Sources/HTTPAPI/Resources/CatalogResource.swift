import Catalog
import Diagnostics
import Foundation
import JSON
import Lint
import Service

/// A catalog: the reference's fields, and how it fares.
struct CatalogResource: Sendable {
    let catalog: PublishedCatalog
    let links: Links
    /// Whether what is served is linted.
    let isLinted: Bool

    func write(to writer: inout JSONWriter) {
        let name = catalog.key.name
        writer.object { writer in
            writer.member("actions", ["refresh": links.refresh(catalog: name)])
            writer.member("branch", catalog.branch)
            writer.member("commit", catalog.snapshot?.commit ?? "")
            writer.member("environmentId", catalog.key.environment)
            writeFindingCounts(to: &writer)
            writer.member("id", name)
            writer.member("kind", catalog.kind)
            writeLastRefresh(to: &writer)
            writer.member("links", addresses)
            writeLint(to: &writer)
            writer.member("name", name)
            writer.member("state", catalog.state.rawValue)
            writer.member("templateCount", catalog.snapshot?.templates.count ?? 0)
            writer.member("transitioning", transitioning)
            writer.member("transitioningMessage", transitioningMessage)
            writer.member("type", "catalog")
            writer.member("url", catalog.url)
            writer.member("versionCount", catalog.snapshot?.versionCount ?? 0)
        }
    }

    /// Rancher's word for whether a resource is on its way to another state.
    private var transitioning: String {
        switch catalog.state {
        case .fetching, .refreshing: "yes"
        case .error: "error"
        case .active, .requested: "no"
        }
    }

    private var transitioningMessage: String {
        switch catalog.state {
        case .active: ""
        case .fetching: "Fetching for the first time"
        case .refreshing: "Refreshing"
        case .requested: "Not refreshed yet"
        case .error: catalog.lastRefresh?.error ?? "The last refresh failed"
        }
    }

    private var addresses: [String: String] {
        let name = catalog.key.name
        var addresses = ["findings": links.findings(ofCatalog: name), "self": links.catalog(name)]
        if isLinted { addresses["lint"] = links.lintFindings(ofCatalog: name) }
        return addresses
    }

    /// What lint found, once it has looked.
    private func writeLint(to writer: inout JSONWriter) {
        guard isLinted, let lint = catalog.lint else { return }
        writer.key("lint")
        writer.object { writer in
            writer.member("commit", lint.commit)
            writer.member("errors", lint.report.count(.error))
            writer.member("notes", lint.report.count(.note))
            writer.member("warnings", lint.report.count(.warning))
        }
    }

    private func writeFindingCounts(to writer: inout JSONWriter) {
        let counts = catalog.snapshot?.findingCounts ?? FindingCounts(of: [])
        writer.key("findings")
        writer.object { writer in
            writer.member("errors", counts.errors)
            writer.member("warnings", counts.warnings)
        }
    }

    private func writeLastRefresh(to writer: inout JSONWriter) {
        writer.key("lastRefresh")
        guard let refresh = catalog.lastRefresh else { return writer.null() }
        writer.object { writer in
            writer.member("commit", refresh.commit)
            writer.member("error", refresh.error)
            writer.member("finished", refresh.finished.date.formatted(.iso8601))
            writer.member("started", refresh.started.date.formatted(.iso8601))
        }
    }
}

/// What was found in a catalog when it was read.
struct FindingsResource: Sendable {
    let catalog: PublishedCatalog
    let links: Links

    func write(to writer: inout JSONWriter) {
        let name = catalog.key.name
        CollectionResource(
            links: ["catalog": links.catalog(name), "self": links.findings(ofCatalog: name)], resourceType: "finding"
        ).write(to: &writer) { writer in
            JSONRenderer().write(catalog.findings, to: &writer)
        }
    }
}
