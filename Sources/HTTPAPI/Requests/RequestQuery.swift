import Encodings

/// A request's query: names and values in their order.
struct RequestQuery: Sendable, Hashable {
    /// The query as it stands in the request line, without the `?`.
    let raw: String
    private let parameters: [Parameter]
    /// Whether a parameter was left out because it is not well encoded.
    let isIncomplete: Bool

    private struct Parameter: Sendable, Hashable {
        let name: String
        let value: String
    }

    /// The parameters of a query. Those that are not well encoded are left out, as the reference does.
    ///
    /// - Throws: ``APIError`` when there are more than `limit`.
    init(_ raw: some StringProtocol, limit: Int) throws {
        self.raw = String(raw)
        let pairs = raw.split(separator: "&", maxSplits: limit)
        guard pairs.count <= limit else { throw APIError.tooManyParameters(limit) }
        parameters = pairs.compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decoded(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            return Parameter(name: name, value: value)
        }
        isIncomplete = parameters.count < pairs.count
    }

    /// The first value of a parameter; empty when it is absent.
    func first(_ name: String) -> String {
        parameters.first { $0.name == name }?.value ?? ""
    }

    /// Every value of a parameter, in order.
    func all(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.map(\.value)
    }

    /// The query with other values for some parameters, encoded; nil takes a parameter out.
    func changing(_ changes: KeyValuePairs<String, String?>) -> String {
        let kept = parameters.filter { parameter in !changes.contains { $0.key == parameter.name } }
        let all =
            kept.map { ($0.name, $0.value) } + changes.compactMap { change in change.value.map { (change.key, $0) } }
        return all.map { "\(PercentEncoding.encoded($0.0))=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
    }

    /// Whether the parameter is there, with a value or without.
    func contains(_ name: String) -> Bool {
        parameters.contains { $0.name == name }
    }
}
