extension SchemaResource {
    /// Every schema: those that the reference has, in its order, and those of what is compiled.
    static let all = served + compiled

    private static let served: [SchemaResource] = [
        SchemaResource(id: "apiVersion", pluralName: "apiVersions", fields: resource),
        SchemaResource(
            id: "schema", pluralName: "schemas",
            fields: resource
                + strings(["pluralName"])
                + maps([
                    "collectionActions", "collectionFields", "collectionFilters", "resourceActions", "resourceFields",
                ])
                + lists(["collectionMethods", "includeableLinks", "resourceMethods"]),
            collection: "schemas", collectionMethods: ["GET"]),
        SchemaResource(
            id: "catalog", pluralName: "catalogs",
            fields: resource
                + ["branch", "kind", "name", "url"].map { Field(name: $0, type: "string", writing: .always) }
                + strings(["commit", "environmentId", "state", "transitioning", "transitioningMessage"])
                + numbers(["templateCount", "versionCount"])
                + maps(["findings", "lastRefresh", "lint"]),
            collection: "catalogs", collectionMethods: ["GET", "POST"],
            resourceMethods: ["GET", "PUT", "DELETE"], resourceActions: [Action(name: "refresh")],
            filters: [("projectId", ["eq"])]),
        SchemaResource(
            id: "template", pluralName: "templates",
            fields: resource
                + strings([
                    "catalogId", "category", "defaultTemplateVersionId", "defaultVersion", "description",
                    "environmentId", "folderName", "iconFilename", "isSystem", "license", "maintainer", "name", "path",
                    "templateBase", "upgradeFrom",
                ])
                + maps(["labels", "versionLinks"])
                + lists(["categories", "versions"]),
            collection: "templates", collectionMethods: ["GET"], collectionActions: [Action(name: "refresh")],
            filters: TemplateFilter.schema),
        SchemaResource(id: "question", pluralName: "questions", fields: question),
        SchemaResource(
            id: "templateVersion", pluralName: "templateVersions",
            fields: resource
                + strings([
                    "maximumRancherVersion", "minimumRancherVersion", "templateId", "upgradeFrom", "version",
                ])
                + maps(["bindings", "files", "labels", "upgradeVersionLinks"])
                + [Field(name: "questions", type: "array[question]")],
            collection: "templateversions", collectionMethods: ["GET"],
            resourceActions: [
                Action(name: "compile", input: "compileRequest", output: "bundle"),
                Action(name: "validateanswers", input: "compileRequest", output: "answerValidation"),
            ],
            filters: TemplateFilter.schema),
        SchemaResource(
            id: "event", pluralName: "events",
            fields: resource
                + strings([
                    "catalogId", "commit", "environmentId", "externalId", "from", "kind", "message", "previousCommit",
                    "templateId", "to", "version", "versionId",
                ])
                + numbers(["added", "changed", "errors", "notes", "removed", "warnings"])
                + [Field(name: "complete", type: "bool")],
            collection: "events", collectionMethods: ["GET"],
            filters: [("catalogId", ["eq"]), ("projectId", ["eq"])]),
        SchemaResource(
            id: "finding", pluralName: "findings",
            fields: resource
                + strings([
                    "catalogId", "code", "commit", "environmentId", "help", "message", "name", "rule", "severity",
                    "templateId", "versionId",
                ])
                + maps(["location"])
                + lists(["fixes", "notes", "related"]),
            collection: "findings", collectionMethods: ["GET"], filters: FindingFilter.schema),
        SchemaResource(
            id: "error", pluralName: "errors", fields: resource + strings(["code", "message", "status"])),
    ]

    /// What every resource has.
    private static let resource = strings(["id", "type"]) + maps(["actions", "links"])

    private static let question =
        strings([
            "default", "description", "group", "invalidChars", "label", "type", "validChars", "variable",
        ])
        + numbers(["max", "maxLength", "min", "minLength"])
        + lists(["options"])
        + [Field(name: "required", type: "bool")]

    static func strings(_ names: [String]) -> [Field] { names.map { Field(name: $0, type: "string") } }
    private static func numbers(_ names: [String]) -> [Field] { names.map { Field(name: $0, type: "int") } }
    static func maps(_ names: [String]) -> [Field] { names.map { Field(name: $0, type: "map[string]") } }
    static func lists(_ names: [String]) -> [Field] { names.map { Field(name: $0, type: "array[string]") } }
}
