import JSON

/// The body of every list. `data` is always an array: Rancher's server takes nothing else.
struct CollectionResource: Sendable {
    var actions: [String: String] = [:]
    let links: [String: String]
    let resourceType: String

    /// Writes the list, whose elements `data` writes.
    func write(to writer: inout JSONWriter, data: (inout JSONWriter) -> Void) {
        writer.object { writer in
            if !actions.isEmpty { writer.member("actions", actions) }
            writer.key("data")
            data(&writer)
            writer.member("links", links)
            writer.member("resourceType", resourceType)
            writer.member("type", "collection")
        }
    }
}
