import Catalog
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/v1-catalog/templateversions`: the versions of the templates, without their files.
    static let templateVersions = Endpoint(
        name: "templateVersions", path: "/v1-catalog/templateversions", link: "templateVersions",
        needs: Need.ofList,
        operations: [
            Operation(
                method: .get, id: "listTemplateVersions", group: .templates,
                summary: "The versions of the templates, without their files",
                description: "For a server that says its version, those for it.",
                parameters: [
                    "CatalogId", "Catalog", "TemplateBase", "Category", "CategoryNot", "RancherVersion",
                    "OldRancherVersion", "IfNoneMatch", "Format",
                ],
                outcomes: [.ok("TemplateVersions"), .unchanged, .unavailable("Busy", "busy", "catalog-fetching")],
                example: Example(target: "/v1-catalog/templateversions?rancherVersion=v1.6.30")
            ) { api, call, _ in try await api.templateVersions(call) }
        ],
        types: [
            SchemaResource(id: "question", pluralName: "questions", fields: Fields.question),
            SchemaResource(
                id: "templateVersion", pluralName: "templateVersions",
                fields: Fields.resource
                    + Fields.strings([
                        "maximumRancherVersion", "minimumRancherVersion", "templateId", "upgradeFrom", "version",
                    ])
                    + Fields.maps(["bindings", "files", "labels", "upgradeVersionLinks"])
                    + [SchemaResource.Field(name: "questions", type: "array[question]")],
                collection: "templateversions", collectionMethods: ["GET"],
                resourceActions: [
                    SchemaResource.Action(name: "compile", input: "compileRequest", output: "bundle"),
                    SchemaResource.Action(name: "validateanswers", input: "compileRequest", output: "answerValidation"),
                ],
                filters: TemplateFilter.schema),
        ],
        components: """
            responses:
              TemplateVersions:
                description: The versions.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/TemplateVersions'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              TemplateVersions:
                type: object
                required: [data, links, resourceType, type]
                properties:
                  type: {const: collection}
                  resourceType: {const: templateVersion}
                  data: {type: array, items: {$ref: '#/components/schemas/TemplateVersion'}}
                  links: {$ref: '#/components/schemas/Links'}
            """
    )
}

extension APIResponder {
    /// Every visible version of the templates that `GET templates` shows, without its files.
    fileprivate func templateVersions(_ call: Endpoint.Call) async throws -> Answer {
        let client = call.client
        let filter = TemplateFilter(client.query)
        return try await kept(call, variant: filter.cacheKey) { publication in
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
}

extension Fields {
    fileprivate static let question =
        strings(["default", "description", "group", "invalidChars", "label", "type", "validChars", "variable"])
        + numbers(["max", "maxLength", "min", "minLength"]) + lists(["options"])
        + [SchemaResource.Field(name: "required", type: "bool")]
}
