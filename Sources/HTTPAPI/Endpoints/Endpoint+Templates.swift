import Catalog
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templates`: the templates.
    static let templates = Endpoint(
        name: "templates", path: "/v1-catalog/templates", link: "templates",
        lane: { lanes, client in client.asksForPart ? lanes.compiling : lanes.answers },
        needs: Need.ofList,
        operations: [
            Operation(
                method: .get, id: "listTemplates", group: .templates, summary: "The templates",
                description: """
                    Ordered by catalog, base and folder, or by how well they match `q`. For a server that says its version, those
                    with a version for it. The list is whole without `limit`.
                    """,
                parameters: [
                    "CatalogId", "Catalog", "TemplateBase", "Category", "CategoryNot", "RancherVersion",
                    "OldRancherVersion", "NameLike", "Search", "Limit", "Marker", "Sort", "Order", "IfNoneMatch",
                    "Format",
                ],
                outcomes: [
                    .ok("Templates"), .unchanged, .unprocessable("invalid-marker"),
                    .failed("configuration", "internal"), .unavailable("Busy", "busy", "catalog-fetching"),
                ],
                example: Example(target: "/v1-catalog/templates?catalogId=starter&rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.templates(call) },
            Operation(
                method: .post, id: "refreshCatalogs", group: .templates,
                summary: "Refresh all catalogs that the client sees",
                description: "Answers when it is done.",
                parameters: ["Refresh"],
                outcomes: [.done, .notFound("unknown-action"), .failed("configuration", "internal", "refresh-failed")],
                example: Example(target: "/v1-catalog/templates?action=refresh", status: 204)
            ) { api, call, _ in try await api.refreshCatalogs(call) },
        ],
        types: [
            SchemaResource(
                id: "template", pluralName: "templates",
                fields: Fields.resource
                    + Fields.strings([
                        "catalogId", "category", "defaultTemplateVersionId", "defaultVersion", "description",
                        "environmentId", "folderName", "iconFilename", "isSystem", "license", "maintainer", "name",
                        "path",
                        "templateBase", "upgradeFrom",
                    ])
                    + Fields.maps(["labels", "versionLinks"])
                    + Fields.lists(["categories", "versions"]),
                collection: "templates", collectionMethods: ["GET"],
                collectionActions: [SchemaResource.Action(name: "refresh")],
                filters: TemplateFilter.schema)
        ],
        components: """
            parameters:
              Refresh:
                name: action
                in: query
                required: true
                schema: {const: refresh}
              OldRancherVersion:
                name: minimumRancherVersion_lte
                in: query
                description: What Rancher 1.1 and older say for `rancherVersion`, which wins.
                deprecated: true
                schema: {type: string}
              CatalogId:
                name: catalogId
                in: query
                description: Only this catalog, by name.
                schema: {type: string}
              Catalog:
                name: catalog
                in: query
                description: The same as `catalogId`, which wins.
                deprecated: true
                schema: {type: string}
              TemplateBase:
                name: templateBase_eq
                in: query
                description: Only this kind of template.
                schema: {type: string, examples: [infra]}
              Category:
                name: category
                in: query
                description: Categories that a template must have, all of them, letter by letter.
                schema: {type: array, items: {type: string}}
              CategoryNot:
                name: category_ne
                in: query
                description: Categories that a template must not have, any of them.
                schema: {type: array, items: {type: string}}
              NameLike:
                name: name_like
                in: query
                description: What names must look like, with `%` for any text, without regard to case.
                schema: {type: string, examples: ['%agent%']}
              Search:
                name: q
                in: query
                description: Words, or their beginnings, to be found in names, texts, categories, labels and READMEs.
                schema: {type: string}
              Sort:
                name: sort
                in: query
                schema: {enum: [id, name, category, templateBase]}
              Order:
                name: order
                in: query
                description: In any case.
                schema: {enum: [asc, desc]}
            responses:
              Templates:
                description: The templates, or a page of them.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                  X-Catalog-Commit: {$ref: '#/components/headers/X-Catalog-Commit'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Templates'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Templates:
                type: object
                required: [actions, data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: template}
                  data: {type: array, items: {$ref: '#/components/schemas/Template'}}
                  pagination: {$ref: '#/components/schemas/Pagination'}
                  sort: {$ref: '#/components/schemas/SortOrder'}
                  links: {$ref: '#/components/schemas/Links'}
                  actions:
                    description: '`refresh`.'
                    $ref: '#/components/schemas/Links'
              SortOrder:
                description: The order; of a list with `sort`.
                type: object
                required: [name, order, reverse]
                properties:
                  name: {enum: [id, name, category, templateBase]}
                  order: {enum: [asc, desc]}
                  reverse: {description: The same list the other way round., $ref: '#/components/schemas/Link'}
            """
    )
}

extension APIResponder {
    /// Ordered by catalog, base and folder name unless `sort` says otherwise, the best match first for `q`.
    /// A template of which the asking server may see no version is left out; a template without versions is there for
    /// those who say no server version.
    fileprivate func templates(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let filter = TemplateFilter(client.query)
        let page = ListPage(client.query)
        // The addresses of other pages repeat the query.
        let query = page.limit == nil && page.sort == nil ? "" : client.query.raw
        return try await kept(call, variant: filter.cacheKey + page.cacheKey + [query]) { publication in
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

    fileprivate func refreshCatalogs(_ call: Endpoint.Call) async throws -> Answer {
        try call.client.requireRefreshAction()
        let failures = try await operations.refresh(environment: call.client.environmentOrGlobal)
        if !failures.isEmpty { throw APIError.refreshFailed(failures) }
        return Answer(status: .noContent)
    }
}
