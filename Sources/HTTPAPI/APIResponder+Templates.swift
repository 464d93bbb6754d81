import Catalog
import HTTPTypes
import JSON
import Service
import Store

extension APIResponder {
    /// `GET templates`: ordered by catalog, base and folder name unless `sort` says otherwise, the best match first for `q`.
    /// A template of which the asking server may see no version is left out; a template without versions is there for
    /// those who say no server version.
    func templates(_ client: ClientRequest) async throws -> Answer {
        let filter = TemplateFilter(client.query)
        let page = ListPage(client.query)
        // The addresses of other pages repeat the query.
        let query = page.limit == nil && page.sort == nil ? "" : client.query.raw
        return try await kept(.templates, client, variant: filter.cacheKey + page.cacheKey + [query]) { publication in
            let listing = try await listing(in: publication, client, filter, page)
            let links = client.links
            var collection = CollectionResource(
                actions: ["refresh": links.refresh], links: ["self": links.templates], resourceType: "template")
            let address = { (changes: KeyValuePairs<String, String?>) in
                "\(links.templates)?\(client.query.changing(changes))"
            }
            collection.sort = page.sort.map { field in
                let reverse = address(["order": page.isDescending ? nil : "desc", "marker": nil])
                return SortOrder(field: field.rawValue, isDescending: page.isDescending, reverse: reverse)
            }
            var shown = 0..<listing.count
            if let limit = page.limit {
                let cut = try PageCut(page, limit: limit, listing: listing)
                collection.pagination = cut.pagination { address(["marker": $0]) }
                shown = cut.range
            }
            let templates = ListedElements(list: listing, shown: shown) { listing, place, writer in
                guard let found = listing.found(at: place) else { return }
                selected(found, filter.rancherVersion).resource(links).write(to: &writer)
            }
            let answer = try await list(collection, templates, client)
            return filter.catalog.isEmpty
                ? answer : answer.of(publication.catalog(named: filter.catalog, visibleIn: client.environmentOrGlobal))
        }
    }

    /// The templates of a list in their order, found once for all its pages.
    private func listing(
        in publication: Publication, _ client: ClientRequest, _ filter: TemplateFilter, _ page: ListPage
    ) async throws -> TemplateListing {
        let environment = client.environmentOrGlobal
        let key = Self.key([environment] + filter.cacheKey + page.listingKey)
        return try await listings.value(key, generation: publication.contentGeneration) {
            let visible = publication.distinctCatalogs(visibleIn: environment)
            let matches =
                page.searched.isEmpty
                ? nil : try operations.search(SearchQuery(page.searched), in: Set(visible.map(\.key)))
            return TemplateListing(of: visible, filter, page, matches: matches)
        }
    }

    /// `GET templateversions`: every visible version of the templates that `GET templates` shows, without its files.
    func templateVersions(_ client: ClientRequest) async throws -> Answer {
        let filter = TemplateFilter(client.query)
        return try await kept(.templateVersions, client, variant: filter.cacheKey) { publication in
            let listing = try await listing(in: publication, client, filter, .whole)
            let links = client.links
            let collection = CollectionResource(
                links: ["self": links.templateVersions], resourceType: "templateVersion")
            let versions = VersionElements(
                listing: listing, links: links, begun: begunTemplates,
                variant: [filter.rancherVersion, links.base]
            ) { selected($0, filter.rancherVersion).withUpgrades(links) }
            return try await list(collection, versions, client)
        }
    }

    /// `GET templates/ID` and `GET templateversions/ID`, which answer alike: a template, a version, an icon or a README.
    func template(_ text: String, _ route: Route, _ client: ClientRequest) async throws -> Answer {
        guard let id = TemplateID(parsing: text) else { throw APIError.noTemplate }
        let isIcon = client.query.contains("image") && id.version == nil
        // The reference looks at the whole query, whatever its case.
        let isReadme = !isIcon && client.query.raw.lowercased() == "readme"
        let rancherVersion = isIcon || isReadme ? "" : client.query.first("rancherVersion")
        let variant = [isIcon ? "icon" : isReadme ? "readme" : "", rancherVersion]
        return try await kept(route, client, variant: variant) { publication in
            let found = try find(id, in: publication, client, rancherVersion: rancherVersion)
            if isIcon { return try await icon(found.template) }
            guard let suffix = id.version else {
                if isReadme { return try await readme(found.template.readme) }
                return json(client) { found.resource(client.links).write(to: &$0) }.of(found.catalog)
            }
            guard let version = found.template.version(named: suffix) else { throw APIError.noVersion }
            if isReadme { return try await readme(version.readme) }
            return try await answer(found.resource(version, client.links), client).of(found.catalog)
        }
    }

    private func find(
        _ id: TemplateID, in publication: Publication, _ client: ClientRequest, rancherVersion: String
    ) throws -> FoundTemplate {
        guard let catalog = publication.catalog(named: id.catalog, visibleIn: client.environmentOrGlobal),
            let template = catalog.snapshot?.template(base: id.base, folderName: id.folderName)
        else { throw APIError.noTemplate }
        return selected(TemplateListing.Found(catalog: catalog, template: template), rancherVersion)
    }

    private func selected(_ found: TemplateListing.Found, _ rancherVersion: String) -> FoundTemplate {
        FoundTemplate(
            catalog: found.catalog, template: found.template,
            selection: VersionSelection(
                of: found.template, rancherVersion: rancherVersion, referenceDefaults: configuration.referenceDefaults))
    }
}

extension APIResponder {
    private func icon(_ template: Template) async throws -> Answer {
        guard let icon = template.icon else { throw APIError.noIcon }
        // An icon may be opened by itself, and an SVG may hold scripts: they do not run beside Rancher's own pages.
        return Answer(
            kept: try await content(icon),
            contentType: IconType.contentType(fileName: icon.name) ?? "application/octet-stream",
            headers: [
                .acceptRanges: "bytes",
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ])
    }

    /// A README's text; an empty one where there is none, as in the reference.
    private func readme(_ file: TemplateFile?) async throws -> Answer {
        guard let file else { return Answer(kept: [], contentType: Answer.ContentType.text) }
        return Answer(kept: try await content(file), contentType: Answer.ContentType.text)
    }

    /// A version with its files' texts; streamed from the store when they are large together.
    private func answer(_ resource: TemplateVersionResource, _ client: ClientRequest) async throws
        -> Answer
    {
        let files = resource.version.servedFiles
        guard files.reduce(0, { $0 + $1.size }) <= configuration.limits.wholeFileBytes else {
            let json = FilePieces(read: { [operations] in try await operations.content(of: $0, in: $1) }) {
                writer, write in
                resource.write(to: &writer) { write(&$0, files) }
            }
            return try await Answer(
                kept: StreamedText(client.format, json), upTo: configuration.limits.wholeFileBytes, in: lanes.large,
                for: client.owner)
        }
        var contents: [(name: String, bytes: [UInt8])] = []
        for file in files { contents.append((file.name, try await content(file))) }
        return json(client) { writer in
            resource.write(to: &writer) { writer in
                writer.key("files")
                writer.object { writer in
                    for file in contents {
                        writer.key(file.name)
                        writer.string(utf8: file.bytes)
                    }
                }
            }
        }
    }

    private func content(_ file: TemplateFile) async throws -> [UInt8] {
        guard let bytes = try await operations.content(of: file.content) else { throw APIError.contentGone }
        return bytes
    }
}

extension Answer {
    /// The answer with the commit that the catalog it is about is served from.
    fileprivate func of(_ catalog: PublishedCatalog?) -> Answer {
        var answer = self
        answer.headers[.catalogCommit] = catalog?.snapshot?.commit
        return answer
    }
}

extension TemplateFilter {
    /// The filter as a part of a cache's key.
    fileprivate var cacheKey: [String] {
        [catalog, base, rancherVersion, "\(categories.count)"] + categories + excludedCategories
    }
}
