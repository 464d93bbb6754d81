import Catalog
import HTTPTypes
import JSON
import Service

extension APIResponder {
    /// The templates of a list in their order, found once for all its pages.
    func listing(
        in publication: Publication, _ client: ClientRequest, _ filter: TemplateFilter, _ page: ListPage
    ) async throws -> TemplateListing {
        let environment = client.environmentOrGlobal
        let key = Self.key([environment] + filter.cacheKey + page.listingKey)
        return try await listings.value(key, generation: publication.contents(visibleIn: environment)) {
            let visible = publication.distinctCatalogs(visibleIn: environment)
            let matches =
                page.searched.isEmpty
                ? nil : try operations.search(SearchQuery(page.searched), in: Set(visible.map(\.key)))
            return TemplateListing(of: visible, filter, page, matches: matches)
        }
    }

    func selected(_ found: TemplateListing.Found, _ rancherVersion: String) -> FoundTemplate {
        FoundTemplate(
            catalog: found.catalog, template: found.template,
            selection: VersionSelection(
                of: found.template, rancherVersion: rancherVersion, referenceDefaults: configuration.referenceDefaults))
    }
}

extension Answer {
    /// The answer with the commit that the catalog it is about is served from.
    func of(_ catalog: PublishedCatalog?) -> Answer {
        var answer = self
        answer.headers[.catalogCommit] = catalog?.snapshot?.commit
        return answer
    }
}

extension TemplateFilter {
    /// The filter as a part of a cache's key.
    var cacheKey: [String] {
        [catalog, base, rancherVersion, "\(categories.count)"] + categories + excludedCategories
    }
}
