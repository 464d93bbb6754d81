import Catalog
import Compiler
import JSON
import Lint
import Service
import Store

extension APIResponder {
    /// `GET findings`: what lint found in the catalogs that the client sees, as a list or as SARIF.
    func lintFindings(_ client: ClientRequest) async throws -> Answer {
        guard configuration.lints else { throw APIError.notLinting }
        let filter = try FindingFilter(client)
        let page = ListPage(client.query)
        let query = page.limit == nil ? "" : client.query.raw
        return try await kept(.lintFindings, client, variant: filter.cacheKey + page.cacheKey + [query]) {
            publication in
            let visible = publication.distinctCatalogs(visibleIn: client.environmentOrGlobal)
            let catalogs = visible.filter { filter.includes(catalog: $0.key.name) }
            try Self.check(filter, visible, catalogs)
            switch filter.form {
            case .sarif: return sarif(catalogs, filter)
            case .json: return try await list(catalogs, filter, page, client)
            }
        }
    }

    /// Refuses a catalog or a template that the client does not see.
    private static func check(
        _ filter: FindingFilter, _ visible: [PublishedCatalog], _ catalogs: [PublishedCatalog]
    ) throws {
        if !filter.catalog.isEmpty, !visible.contains(where: { $0.key.name == filter.catalog }) {
            throw APIError.noCatalog(among: visible.map(\.key.name))
        }
        guard let template = filter.template else { return }
        guard visible.contains(where: { $0.key.name == template.catalog && !$0.folder(of: template).isEmpty }) else {
            throw APIError.noTemplate
        }
    }

    private func list(
        _ catalogs: [PublishedCatalog], _ filter: FindingFilter, _ page: ListPage, _ client: ClientRequest
    ) async throws -> Answer {
        let listing = FindingListing(of: catalogs, filter)
        let links = client.links
        var collection = CollectionResource(links: ["self": links.lintFindings], resourceType: "finding")
        collection.pending = catalogs.filter(\.isLintPending).map(\.key.name)
        var shown = 0..<listing.count
        if let limit = page.limit {
            let cut = try PageCut(page, limit: limit, listing: listing)
            collection.pagination = cut.pagination { "\(links.lintFindings)?\(client.query.changing(["marker": $0]))" }
            shown = cut.range
        }
        let findings = ListedElements(list: listing, shown: shown) { listing, place, writer in
            FindingResource(found: listing.found(at: place), links: links).write(to: &writer)
        }
        return try await list(collection, findings, client)
    }

    /// One run a catalog, each with the commit that was looked at.
    private func sarif(_ catalogs: [PublishedCatalog], _ filter: FindingFilter) -> Answer {
        let runs = catalogs.compactMap { catalog -> LintSARIF? in
            guard let lint = catalog.lint else { return nil }
            let folder = filter.template.map { catalog.folder(of: $0) }
            return LintSARIF(
                report: lint.report.filtered { filter.includes($0, below: folder) },
                toolVersion: configuration.release,
                origin: CatalogOrigin(
                    catalog: catalog.key.name, url: catalog.url, branch: catalog.branch, commit: lint.commit))
        }
        let bytes = LintSARIF.document(of: runs).canonicalBytes + [UInt8(ascii: "\n")]
        return Answer(kept: bytes, contentType: Answer.ContentType.sarif)
    }
}
