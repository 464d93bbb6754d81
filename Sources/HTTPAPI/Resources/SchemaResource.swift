import JSON

/// What a type of resource has and what clients may do with it. Clients build their methods from it.
struct SchemaResource: Sendable {
    /// A member of the resources of the type.
    struct Field: Sendable {
        let name: String
        let type: String
        var writing = Writing.never
    }

    /// When clients say a field.
    enum Writing: Sendable {
        case never
        /// When they create a resource, or ask for an action.
        case creating
        /// When they create a resource and when they change one.
        case always
    }

    /// Something that clients may ask for.
    struct Action: Sendable {
        let name: String
        /// The ids of the schemas of what it takes and of what it gives.
        var input: String?
        var output: String?
    }

    let id: String
    let pluralName: String
    var fields: [Field]
    /// The part of the list's path after the version; nil when there is no list.
    var collection: String?
    var collectionMethods: [String] = []
    var collectionActions: [Action] = []
    var resourceMethods = ["GET"]
    var resourceActions: [Action] = []
    var filters: [(field: String, modifiers: [String])] = []

    func write(to writer: inout JSONWriter, links: Links) {
        writer.object { writer in
            writer.member("actions", [:])
            if !collectionActions.isEmpty { write(collectionActions, as: "collectionActions", to: &writer) }
            if !filters.isEmpty { writeFilters(to: &writer) }
            if !collectionMethods.isEmpty { writer.member("collectionMethods", collectionMethods) }
            writer.member("id", id)
            writer.member("links", ownLinks(links))
            writer.member("pluralName", pluralName)
            if !resourceActions.isEmpty { write(resourceActions, as: "resourceActions", to: &writer) }
            writeFields(to: &writer)
            writer.member("resourceMethods", resourceMethods)
            writer.member("type", "schema")
        }
    }

    private func ownLinks(_ links: Links) -> [String: String] {
        var own = ["self": links.schema(id)]
        if let collection { own["collection"] = "\(links.apiVersion)/\(collection)" }
        return own
    }

    private func write(_ actions: [Action], as name: String, to writer: inout JSONWriter) {
        writer.key(name)
        writer.object { writer in
            for action in actions {
                writer.key(action.name)
                writer.object { writer in
                    if let input = action.input { writer.member("input", input) }
                    if let output = action.output { writer.member("output", output) }
                }
            }
        }
    }

    private func writeFilters(to writer: inout JSONWriter) {
        writer.key("collectionFilters")
        writer.object { writer in
            for filter in filters {
                writer.key(filter.field)
                writer.object { $0.member("modifiers", filter.modifiers) }
            }
        }
    }

    private func writeFields(to writer: inout JSONWriter) {
        writer.key("resourceFields")
        writer.object { writer in
            for field in fields.sorted(by: { $0.name < $1.name }) {
                writer.key(field.name)
                writer.object { writer in
                    if field.writing != .never { writer.member("create", true) }
                    writer.member("type", field.type)
                    if field.writing == .always { writer.member("update", true) }
                }
            }
        }
    }
}

extension SchemaResource {
    /// Every schema; those that the reference has in its order.
    static let all: [SchemaResource] = Endpoint.all.flatMap { $0.types } + [error]

    /// What a refusal is, wherever it comes from.
    private static let error = SchemaResource(
        id: "error", pluralName: "errors", fields: Fields.resource + Fields.strings(["code", "message", "status"]))

    /// Filters that a value must equal.
    static func equal(_ names: [String]) -> [(field: String, modifiers: [String])] { names.map { ($0, ["eq"]) } }

    /// The schema of a type; nil for an unknown id, which is compared letter by letter.
    static func named(_ id: String) -> SchemaResource? { all.first { $0.id == id } }

    /// Writes the list of all schemas.
    static func writeAll(to writer: inout JSONWriter, links: Links) {
        CollectionResource(links: ["self": links.schemas], resourceType: "schema").write(to: &writer) { writer in
            writer.array { writer in
                for schema in all { schema.write(to: &writer, links: links) }
            }
        }
    }
}
