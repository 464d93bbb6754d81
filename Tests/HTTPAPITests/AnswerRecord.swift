import Foundation
import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

/// Answers that were held against their descriptions, and what did not fit.
struct AnswerRecord {
    let document: OpenAPIDocument
    private(set) var problems: [String] = []
    private var seen: Set<String> = []
    private var codes: Set<String> = []
    /// The codes that came, with the operation and the status.
    private var seenCodes: Set<String> = []

    init(document: OpenAPIDocument) {
        self.document = document
    }

    /// Sends a request and holds it and its answer against what is described.
    mutating func send(_ request: DescribedRequest, to api: TestAPI) async throws {
        let method = try #require(HTTPRequest.Method(request.method))
        let reply = try await api.send(method, request.path, headers: request.headers, body: request.body)
        guard let operation = document.operation(request.method, request.path) else {
            return problems.append("\(request): the operation is not described")
        }
        seen.insert("\(operation) \(reply.status)")
        if reply.status != request.status { problems.append("\(request): answered \(reply.status) \(reply.text)") }
        guard let response = document.response(reply.status, of: operation) else {
            return problems.append("\(request): the status is not described")
        }
        var found = problems(of: reply, response) + codeProblems(of: reply, operation)
        if reply.status < 300, request.method != "HEAD" { found += problems(of: request, operation) }
        problems += found.map { "\(request): \($0)" }
    }

    /// Holds an answer against a response that belongs to no operation.
    mutating func check(_ reply: TestAPI.Reply, is status: Int, as name: String) throws {
        let response = try #require(document.root["components"]?["responses"]?[name])
        if reply.status != status { problems.append("\(name): answered \(reply.status)") }
        problems += problems(of: reply, response).map { "\(name): \($0)" }
    }

    /// Statuses that are described for what is there, and never came.
    var missingStatuses: [String] {
        document.operations.flatMap { operation in
            document.statuses(of: operation).map { "\(operation) \($0)" }
        }.filter { !seen.contains($0) }
    }

    /// Codes that addresses say they may refuse with, and never did.
    var missingOwnCodes: [String] {
        Endpoint.all.flatMap { endpoint in
            endpoint.operations.flatMap { operation in
                endpoint.outcomes(of: operation).flatMap { outcome in
                    outcome.codes.map { "\(operation.method.rawValue) \(endpoint.path.text) \(outcome.status) \($0)" }
                }
            }
        }.filter { !seenCodes.contains($0) }
    }

    /// Whether a refusal's code is one that the address says.
    private mutating func codeProblems(of reply: TestAPI.Reply, _ operation: OpenAPIDocument.Operation) -> [String] {
        guard let body = try? reply.json, body["type"] == .string("error"), let code = body["code"]?.string,
            let endpoint = Endpoint.all.first(where: { $0.path.text == operation.path }),
            let method = HTTPRequest.Method(operation.method), let own = endpoint.operation(method)
        else { return [] }
        seenCodes.insert("\(operation) \(reply.status) \(code)")
        let told = endpoint.outcomes(of: own).first { $0.status == reply.status }?.codes ?? []
        return told.contains(code) ? [] : ["has the code \(code), which the address does not say"]
    }

    /// Codes of refusals that are described and never came.
    var missingCodes: Set<String> {
        let described = document.root["components"]?["schemas"]?["ErrorCode"]?["enum"]?.array ?? []
        return Set(described.compactMap(\.string)).subtracting(codes)
    }

    /// What of an accepted request is not as it is described.
    private func problems(of request: DescribedRequest, _ operation: OpenAPIDocument.Operation) -> [String] {
        let query = request.path.split(separator: "?").dropFirst().first ?? ""
        let names = Set(query.split(separator: "&").compactMap { $0.split(separator: "=").first.map(String.init) })
        var found = names.subtracting(document.parameters(of: operation, in: "query")).map {
            "takes a parameter \($0) that is not described"
        }
        let headers = document.parameters(of: operation, in: "header")
        found += request.headers.keys.filter { !headers.contains($0) && $0 != "Host" }.map { "takes a header \($0)" }
        if !request.body.isEmpty {
            let body = (try? JSONValue(parsing: Data(request.body.utf8))) ?? .null
            found += document.bodySchema(of: operation)?.problems(of: body) ?? ["takes a body"]
        }
        return found
    }

    private mutating func problems(of reply: TestAPI.Reply, _ response: JSONValue) -> [String] {
        headerProblems(of: reply, response) + bodyProblems(of: reply, response)
    }

    private func headerProblems(of reply: TestAPI.Reply, _ response: JSONValue) -> [String] {
        (response["headers"]?.object ?? [:]).flatMap { name, header in
            let header = document.resolved(header)
            guard let field = HTTPField.Name(name), let value = reply.headers[field] else {
                return header?["required"] == .boolean(true) ? ["lacks the header \(name)"] : []
            }
            let isNumber = header?["schema"]?["type"] == .string("integer")
            let text = isNumber ? Double(value).map(JSONValue.number) : JSONValue.string(value)
            return document.schema(header?["schema"] ?? .boolean(true)).problems(of: text ?? .string(value))
        }
    }

    private mutating func bodyProblems(of reply: TestAPI.Reply, _ response: JSONValue) -> [String] {
        guard let content = response["content"]?.object else { return reply.body.isEmpty ? [] : ["has a body"] }
        let type = String((reply.headers[.contentType] ?? "").prefix { $0 != ";" })
        let range = "\(type.prefix { $0 != "/" })/*"
        guard let described = content[type] ?? content[range] else { return ["is of the type \(type)"] }
        do {
            let body = try value(of: reply, type)
            if let code = body["code"]?.string, body["type"] == .string("error") { codes.insert(code) }
            return described["schema"].map { document.schema($0).problems(of: body) } ?? []
        } catch {
            return ["cannot be read: \(error)"]
        }
    }

    private func value(of reply: TestAPI.Reply, _ type: String) throws -> JSONValue {
        switch type {
        case "application/json", "application/schema+json", "application/sarif+json": try reply.json
        case "application/yaml": try JSONValue(yaml: reply.body)
        default: .string(reply.text)
        }
    }
}
