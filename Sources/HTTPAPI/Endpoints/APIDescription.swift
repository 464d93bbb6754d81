/// The description of the API: `openapi.yaml`, which has what all addresses share, with what each says of itself.
enum APIDescription {
    /// The whole text.
    static let text = Array(whole.utf8)

    /// The kinds of components, in the order of the text.
    private static let kinds = ["parameters", "headers", "requestBodies", "responses", "schemas"]

    private static var whole: String {
        let shared = Sections(of: String(decoding: PackageResources.openapi_yaml, as: UTF8.self))
        let own = Endpoint.all.map { Sections(of: $0.components) }
        var text = shared.head + "paths:\n" + Endpoint.all.map(PathDescription.text).joined(separator: "\n")
        text += "\ncomponents:\n"
        for kind in kinds {
            text += "  \(kind):\n" + ([shared] + own).compactMap { $0.components[kind] }.joined()
        }
        return text
    }

    /// A text of components taken apart by their kinds.
    private struct Sections {
        /// What stands before the components.
        var head = ""
        /// The lines of each kind, two levels in.
        var components: [String: String] = [:]

        init(of text: String) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let start = lines.firstIndex(of: "components:")
            head = lines[..<(start ?? 0)].map { "\($0)\n" }.joined()
            let inner = start == nil ? 0 : 2
            var kind = ""
            for line in lines[(start.map { $0 + 1 } ?? 0)...] where !line.isEmpty {
                let depth = line.prefix { $0 == " " }.count
                if depth == inner {
                    kind = String(line.dropFirst(inner).dropLast())
                } else {
                    components[kind, default: ""] += String(repeating: " ", count: 2 - inner) + "\(line)\n"
                }
            }
        }
    }
}
