import HTTPTypes

/// What the description says of an address: its methods, with what they take and answer.
enum PathDescription {
    /// The lines of an address below `paths`.
    static func text(of endpoint: Endpoint) -> String {
        var lines = ["  \(endpoint.path.text):"]
        lines += references("parameters", parameters(of: endpoint), depth: 4)
        for operation in endpoint.operations {
            lines += ["    \(operation.method.rawValue.lowercased()):"] + self.lines(of: operation, endpoint)
        }
        if endpoint.operation(.get) != nil {
            lines.append(
                "    head: {summary: The headers of get, responses: {default: \(reference("responses", "HeadersOnly"))}}"
            )
        }
        lines += [
            "    options:", "      summary: The methods",
            "      responses: {'204': \(reference("responses", "Methods")), default: \(reference("responses", "Refused"))}",
        ]
        return lines.map { "\($0)\n" }.joined()
    }

    private static func parameters(of endpoint: Endpoint) -> [String] {
        endpoint.pathParameters + (endpoint.isOfEnvironment ? ["ProjectHeader", "Project"] : []) + ["RequestId"]
    }

    private static func lines(of operation: Endpoint.Operation, _ endpoint: Endpoint) -> [String] {
        var lines = [
            "      tags: [\(operation.group.rawValue)]", "      operationId: \(operation.id)",
            "      summary: \(quoted(operation.summary))",
        ]
        if !operation.description.isEmpty {
            lines.append("      description: |")
            lines += operation.description.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "" : "        \($0)"
            }
        }
        lines += references("parameters", operation.parameters, depth: 6)
        if let body = operation.body { lines.append("      requestBody: \(reference("requestBodies", body))") }
        lines.append("      responses:")
        lines += endpoint.outcomes(of: operation).map { outcome in
            "        '\(outcome.status)': \(reference("responses", outcome.component, describing: outcome.codes))"
        }
        return lines + sample(of: operation)
    }

    /// The operation's example as a call of curl.
    private static func sample(of operation: Endpoint.Operation) -> [String] {
        ["      x-codeSamples:", "        - lang: Shell", "          source: \(quoted(operation.command))"]
    }

    private static func references(_ kind: String, _ names: [String], depth: Int) -> [String] {
        if names.isEmpty { return [] }
        let indent = String(repeating: " ", count: depth)
        return ["\(indent)\(kind):"] + names.map { "\(indent)  - $ref: '#/components/\(kind)/\($0)'" }
    }

    /// A reference to a component, which says of refusals which codes there may be here.
    private static func reference(_ kind: String, _ name: String, describing codes: [String] = []) -> String {
        let list = codes.map { "`\($0)`" }.joined(separator: ", ")
        let description = codes.isEmpty ? "" : ", description: '\(list).'"
        return "{$ref: '#/components/\(kind)/\(name)'\(description)}"
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension Endpoint.Operation {
    /// The example as a person types it.
    var command: String {
        var words = ["curl"]
        if method != .get { words += ["-X", method.rawValue] }
        if !example.body.isEmpty { words += ["-d", "'\(example.body)'"] }
        return (words + ["'http://localhost:8088\(example.target)'"]).joined(separator: " ")
    }
}
