import JSON

/// The entry of the API.
struct APIVersionResource: Sendable {
    let links: Links

    /// Its name, and the first part of every path but those of operators.
    static let id = "v1-catalog"

    /// Writes `GET /`: the list of API versions, which has one.
    func writeVersions(to writer: inout JSONWriter) {
        CollectionResource(
            links: ["latest": links.apiVersion, "self": links.root], resourceType: "apiVersion"
        ).write(to: &writer) { writer in
            writer.array { write(to: &$0, links: ["self": links.apiVersion]) }
        }
    }

    /// Writes `GET /v1-catalog`.
    func write(to writer: inout JSONWriter) {
        var own = ["self": links.apiVersionSelf]
        for endpoint in Endpoint.all {
            if let name = endpoint.link { own[name] = links.address(endpoint) }
        }
        write(to: &writer, links: own)
    }

    private func write(to writer: inout JSONWriter, links: [String: String]) {
        writer.object { writer in
            writer.member("actions", [:])
            writer.member("id", Self.id)
            writer.member("links", links)
            writer.member("type", "apiVersion")
        }
    }
}
