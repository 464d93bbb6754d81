/// Members of resources, by their kind.
enum Fields {
    private typealias Field = SchemaResource.Field

    /// What every resource has.
    static let resource = strings(["id", "type"]) + maps(["actions", "links"])

    static func strings(_ names: [String]) -> [SchemaResource.Field] { of("string", names) }
    static func numbers(_ names: [String]) -> [SchemaResource.Field] { of("int", names) }
    static func maps(_ names: [String]) -> [SchemaResource.Field] { of("map[string]", names) }
    static func lists(_ names: [String]) -> [SchemaResource.Field] { of("array[string]", names) }
    static func objects(_ names: [String]) -> [SchemaResource.Field] { of("json", names) }
    static func objectLists(_ names: [String]) -> [SchemaResource.Field] { of("array[json]", names) }

    /// What clients say when they ask for an action, with its types.
    static func asked(_ types: KeyValuePairs<String, String>) -> [SchemaResource.Field] {
        types.map { Field(name: $0.key, type: $0.value, writing: .creating) }
    }

    private static func of(_ type: String, _ names: [String]) -> [SchemaResource.Field] {
        names.map { Field(name: $0, type: type) }
    }
}
