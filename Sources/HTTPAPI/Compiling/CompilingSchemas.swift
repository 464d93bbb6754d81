extension SchemaResource {
    /// The schemas of what is compiled, and of what compiling takes.
    static let compiled: [SchemaResource] = [
        SchemaResource(
            id: "bundle", pluralName: "bundles", fields: bundle, collection: "bundles/infra",
            collectionMethods: ["GET"],
            filters: equal(["catalogId", "projectId", "projectTemplate", "rancherVersion"])),
        SchemaResource(
            id: "environment", pluralName: "environments",
            fields: bundle + objectLists(["stacks"]) + [Field(name: "bundles", type: "map[bundle]")],
            collection: "environments", collectionMethods: ["GET"], filters: equal(["projectId", "rancherVersion"])),
        SchemaResource(
            id: "upgradePlan", pluralName: "upgradePlans",
            fields: strings(["digest", "type", "verdict"]) + maps(["files"])
                + objects(["answers", "from", "services", "to"])
                + objectLists(["diagnostics", "images", "reasons", "steps"])
                + asked(["rancherVersion": "string", "stacks": "array[json]"]),
            collection: "upgrades", collectionMethods: ["POST"], filters: equal(["projectId", "rancherVersion"])),
        SchemaResource(
            id: "answerValidation", pluralName: "answerValidations",
            fields: strings(["id", "type"]) + objects(["answers"]) + lists(["unanswered"])
                + objectLists(["diagnostics"]) + [Field(name: "valid", type: "boolean")]),
        SchemaResource(
            id: "compileRequest", pluralName: "compileRequests",
            fields: asked([
                "answers": "map[json]", "context": "json", "includeSecrets": "boolean", "lenient": "boolean",
            ])),
    ]

    /// What every bundle has, or some kind of them: `bundle.schema.json` says more.
    private static let bundle =
        strings(["apiVersion", "digest", "externalId", "id", "kind"]) + maps(["binaryFiles", "files", "integrity"])
        + objects(["answers", "compose", "context", "driver", "redacted", "source", "template", "version"])
        + objectLists(["diagnostics", "images", "questions"])

    private static func objects(_ names: [String]) -> [Field] { names.map { Field(name: $0, type: "json") } }

    private static func objectLists(_ names: [String]) -> [Field] {
        names.map { Field(name: $0, type: "array[json]") }
    }

    private static func asked(_ types: KeyValuePairs<String, String>) -> [Field] {
        types.map { Field(name: $0.key, type: $0.value, writing: .creating) }
    }

    private static func equal(_ names: [String]) -> [(field: String, modifiers: [String])] {
        names.map { ($0, ["eq"]) }
    }
}
