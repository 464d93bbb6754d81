import Catalog
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templates/{id}`: a template or a version, an icon or a README.
    static let template = Endpoint(
        name: "template", path: "/v1-catalog/templates/{id}",
        pathParameters: ["TemplateId"],
        lane: { lanes, _ in lanes.answers },
        needs: Need.ofTemplate,
        operations: [
            .readingTemplate(
                id: "getTemplate", "A template or a version, an icon or a README",
                example: "/v1-catalog/templates/starter:infra*log-agent"),
            Operation(
                method: .post, id: "compileTemplate", group: .compiling, summary: "The same as for `templateversions`",
                parameters: ["VersionAction", "RancherVersion"],
                body: "Compile",
                outcomes: Outcome.ofCompiling,
                example: Example(
                    target: "/v1-catalog/templates/starter:infra*log-agent:1?action=validateanswers",
                    body: #"{"answers": {}}"#)
            ) { api, call, body in try await api.compile(call, body) },
        ],
        components: """
            parameters:
              Range:
                name: Range
                in: header
                description: A part of an icon, `bytes=0-99`.
                schema: {type: string}
              TemplateId:
                name: id
                in: path
                required: true
                description: '`CATALOG:BASE*FOLDER` or `CATALOG:FOLDER`, and for a version `:REVISION` or `:VERSION` behind it.'
                schema: {type: string, examples: ['starter:infra*log-agent', 'starter:infra*log-agent:1']}
              Image:
                name: image
                in: query
                description: The icon, whatever the value. Heeded for templates, not for versions.
                allowEmptyValue: true
                schema: {type: string}
              Readme:
                name: readme
                in: query
                description: The README. Heeded when it is the whole query, without a value.
                allowEmptyValue: true
                schema: {type: string}
            responses:
              Template:
                description: What was asked for.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                  X-Catalog-Commit: {$ref: '#/components/headers/X-Catalog-Commit'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/TemplateOrVersion'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
                  text/plain: {schema: {type: string, description: A README.}}
                  image/*: {schema: {description: An icon.}}
                  application/octet-stream: {schema: {description: An icon of an unknown kind.}}
              PartOfIcon:
                description: A part of an icon.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                  Content-Range: {$ref: '#/components/headers/Content-Range'}
                content:
                  image/*: {schema: {}}
                  application/octet-stream: {schema: {}}
              NoSuchPart:
                description: The icon has no such part.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                  Content-Range: {$ref: '#/components/headers/Content-Range'}
            schemas:
              Template:
                type: object
                required: [
                  actions, catalogId, categories, defaultTemplateVersionId, defaultVersion, description, environmentId,
                  folderName, iconFilename, id, isSystem, labels, license, links, maintainer, name, path, templateBase, type,
                  upgradeFrom, versionLinks
                ]
                properties:
                  type: {const: template}
                  id: {type: string, pattern: '^[^:]*:[^:]*$'}
                  catalogId: {type: string}
                  environmentId: {type: string}
                  templateBase:
                    description: infra, project, machine, kubernetes, …; empty for `templates/`.
                    type: string
                  folderName: {type: string}
                  path: {type: string}
                  name: {type: string}
                  description: {type: string}
                  categories: {$ref: '#/components/schemas/Texts'}
                  labels: {$ref: '#/components/schemas/TextMap'}
                  license: {type: string}
                  maintainer: {type: string}
                  iconFilename: {type: string}
                  isSystem: {description: As the author wrote it., type: string}
                  upgradeFrom: {type: string}
                  defaultVersion:
                    description: The version to offer first, by its text. With `rancherVersion`, the newest for that server.
                    type: string
                  defaultTemplateVersionId: {description: Its id; empty where there is none., type: string}
                  versionLinks:
                    description: The addresses of the versions that the asking server may see, by their texts.
                    $ref: '#/components/schemas/Links'
                  links:
                    description: '`self`, `icon`, and as far as they are there `defaultVersion`, `project`, `readme`.'
                    $ref: '#/components/schemas/TemplateLinks'
                  actions: {$ref: '#/components/schemas/Links'}
              TemplateOrVersion:
                oneOf:
                  - $ref: '#/components/schemas/Template'
                  - $ref: '#/components/schemas/TemplateVersion'
            """
    )
}

extension Endpoint.Operation {
    /// What `templates/ID` and `templateversions/ID` answer alike.
    static func readingTemplate(id: String, _ summary: String, example: String) -> Self {
        Self(
            method: .get, id: id, group: .templates, summary: summary,
            description: """
                With `image` the icon of a template, with `readme` alone in the query the README, empty where there is none.
                `templates` and `templateversions` take the ids of both.
                """,
            parameters: ["RancherVersion", "Image", "Readme", "Range", "IfNoneMatch", "Format"],
            outcomes: [
                .ok("Template"), .part, .unchanged, .notFound("not-found"), .noSuchPart,
                .failed("configuration", "content-unavailable", "internal"), .unavailable("Busy", "catalog-fetching"),
            ],
            example: Endpoint.Example(target: example)
        ) { api, call, _ in try await api.template(call) }
    }
}

extension APIResponder {
    /// What `templates/ID` and `templateversions/ID` answer alike: a template, a version, an icon or a README.
    func template(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        guard let id = TemplateID(parsing: call.parameter) else { throw APIError.noTemplate }
        let isIcon = client.query.contains("image") && id.version == nil
        // The reference looks at the whole query, whatever its case.
        let isReadme = !isIcon && client.query.raw.lowercased() == "readme"
        let rancherVersion = isIcon || isReadme ? "" : client.query.first("rancherVersion")
        let variant = [isIcon ? "icon" : isReadme ? "readme" : "", rancherVersion]
        return try await kept(call, variant: variant) { publication in
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
