import Bundles
import Catalog
import Compiler
import HTTPTypes
import JSON
import Lint
import Service

extension Endpoint {
    /// `/v1-catalog/findings`: what lint finds in what is served.
    static let lintFindings = Endpoint(
        name: "lintFindings", path: "/v1-catalog/findings", link: "findings",
        source: .state,
        operations: [
            Operation(
                method: .get, id: "listLintFindings", group: .catalogs, summary: "What lint finds in what is served",
                description: """
                    Every catalog is linted after each of its refreshes, as its own `.muster-lint.yml` says; comments in files count,
                    what they turn off is not listed. With `format=sarif`, or when `Accept` names `application/sarif+json`,
                    one run a catalog, always whole, with what comments turn off marked as suppressed. A service that was started
                    with `--no-lint` answers 404.
                    """,
                parameters: [
                    "FindingCatalog", "FindingTemplate", "FindingSeverity", "FindingRule", "FindingFormat", "Limit",
                    "Marker", "IfNoneMatch", "Format", "FindingAccept",
                ],
                outcomes: [
                    .badRequest("invalid-parameter"), .ok("LintFindings"), .unchanged,
                    .notFound("not-found", "not-linting"), .unprocessable("invalid-marker"),
                    .unavailable("Busy", "busy"),
                ],
                example: Example(target: "/v1-catalog/findings?severity=error")
            ) { api, call, _ in try await api.lintFindings(call) }
        ],
        types: [
            SchemaResource(
                id: "finding", pluralName: "findings",
                fields: Fields.resource
                    + Fields.strings([
                        "catalogId", "code", "commit", "environmentId", "help", "message", "name", "rule", "severity",
                        "templateId", "versionId",
                    ])
                    + Fields.maps(["location"])
                    + Fields.lists(["fixes", "notes", "related"]),
                collection: "findings", collectionMethods: ["GET"], filters: FindingFilter.schema)
        ],
        components: """
            parameters:
              FindingCatalog:
                name: catalogId
                in: query
                description: Only what is found in this catalog. One that is not there is refused.
                schema: {type: string}
              FindingTemplate:
                name: templateId
                in: query
                description: Only what is found in this template. One that is not there is refused.
                schema: {type: string}
                examples: {one: {value: 'library:infra*ipsec'}}
              FindingSeverity:
                name: severity
                in: query
                description: Only this severity; several times for several.
                schema: {enum: [note, warning, error]}
              FindingRule:
                name: rule
                in: query
                description: Only this rule, by its code or name; several times for several. One that is none is refused.
                schema: {type: string}
                examples: {code: {value: MU014}, name: {value: moving-tag}}
              FindingFormat:
                name: format
                in: query
                description: The form, whatever `Accept` says.
                schema: {enum: [json, sarif]}
              FindingAccept:
                name: Accept
                in: header
                description: '`application/sarif+json` for SARIF.'
                schema: {type: string}
            responses:
              LintFindings:
                description: What was found, or a page of it.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/LintFindings'}}
                  application/sarif+json: {schema: {$ref: '#/components/schemas/Sarif'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              LintFindings:
                type: object
                required: [data, links, pending, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: finding}
                  data: {type: array, items: {$ref: '#/components/schemas/LintFinding'}}
                  pending:
                    description: |
                      The catalogs of which lint has not yet looked at what is served: what is listed of them is of the `commit`
                      that it names, or nothing.
                    type: array
                    items: {type: string}
                  pagination: {$ref: '#/components/schemas/Pagination'}
                  links:
                    description: '`self`.'
                    $ref: '#/components/schemas/Links'
              LintFinding:
                description: A diagnostic with its rule, its template and its version.
                type: object
                required: [
                  catalogId, code, commit, environmentId, fixes, help, id, links, location, message, name, notes, related, rule,
                  severity, type
                ]
                properties:
                  type: {const: finding}
                  id:
                    description: The same in every commit as long as the file, the rule and the message are.
                    type: string
                    pattern: ':[0-9a-f]{16}$'
                  rule: {description: The code of the rule., type: string, pattern: '^MU[0-9]{3}$', examples: [MU014]}
                  name: {description: The name of the rule., type: string, examples: [moving-tag]}
                  code: {type: string, pattern: '^[a-z0-9-]+$'}
                  severity: {enum: [note, warning, error]}
                  message: {type: string, minLength: 1}
                  location: {$ref: 'bundle.schema.json#/$defs/location'}
                  related: {type: array, items: {type: object}}
                  notes: {type: array, items: {type: string}}
                  help: {description: What to do., type: [string, 'null']}
                  fixes: {description: Always empty here; `muster lint --fix` has them., type: array, maxItems: 0}
                  catalogId: {type: string}
                  environmentId: {type: string}
                  commit: {description: What was looked at., type: string}
                  templateId: {description: The template that the file is of; absent for a file of none., type: string}
                  versionId: {$ref: 'bundle.schema.json#/$defs/versionId'}
                  links:
                    description: '`catalog` and, as far as there are, `template` and `version`.'
                    $ref: '#/components/schemas/Links'
              Sarif:
                description: A document of SARIF 2.1.0, with a run for each catalog that was looked at.
                type: object
                required: [$schema, runs, version]
                properties:
                  $schema: {type: string, format: uri}
                  version: {const: 2.1.0}
                  runs: {type: array, items: {type: object}}
            """
    )
}

extension APIResponder {
    /// What lint found in the catalogs that the client sees, as a list or as SARIF.
    fileprivate func lintFindings(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        guard configuration.lints else { throw APIError.notLinting }
        let filter = try FindingFilter(client)
        let page = ListPage(client.query)
        let query = page.limit == nil ? "" : client.query.raw
        return try await kept(call, variant: filter.cacheKey + page.cacheKey + [query]) { publication in
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
