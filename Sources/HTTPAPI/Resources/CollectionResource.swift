import JSON

/// The body of every list. `data` is always an array: Rancher's server takes nothing else.
struct CollectionResource: Sendable {
    var actions: [String: String] = [:]
    let links: [String: String]
    let resourceType: String
    /// What to ask for next, for a list that goes on.
    var next: String?
    /// Where the other pages are, for a list with a limit.
    var pagination: Pagination?
    /// The catalogs that were not looked at since they changed, for a list of what was found.
    var pending: [String]?
    /// The order, for a list that was sorted.
    var sort: SortOrder?

    /// Writes the list, whose elements `data` writes.
    func write(to writer: inout JSONWriter, data: (inout JSONWriter) -> Void) {
        writer.object { writer in
            if !actions.isEmpty { writer.member("actions", actions) }
            writer.key("data")
            data(&writer)
            writer.member("links", links)
            if let next { writer.member("next", next) }
            if let pagination {
                writer.key("pagination")
                pagination.write(to: &writer)
            }
            if let pending { writer.member("pending", pending) }
            writer.member("resourceType", resourceType)
            if let sort {
                writer.key("sort")
                sort.write(to: &writer)
            }
            writer.member("type", "collection")
        }
    }
}
