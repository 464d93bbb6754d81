import Foundation
import MusterTesting

/// One exchange with the reference, as `conformance/api` has it.
struct RecordedExchange: Decodable, Sendable, CustomStringConvertible {
    var method: String
    var path: String
    var requestHeaders: [String: String]?
    var requestBody: String?
    var status: Int
    var headers: [String: String]
    var body: JSONValue?
    var bodyText: String?
    var bodySha256: String?
    var bodyRaw: String?
    /// JSON pointers of what differed from run to run, with the values seen.
    var varies: [String: JSONValue]?
    var step: Int?
    var note: String?

    var description: String {
        "\(step.map { "\($0): " } ?? "")\(method) \(path)\(requestHeaders.map { " \($0)" } ?? "")"
    }

    /// The read-only exchanges of `get.jsonl.gz`; none where the corpus is not there.
    static func readOnly() throws -> [RecordedExchange] {
        let data = try SharedCorpus.contents(of: "conformance/api/get.jsonl.gz")
        return try data.split(separator: UInt8(ascii: "\n")).map { line in
            try JSONDecoder().decode(RecordedExchange.self, from: Data(line))
        }
    }

    /// The session of `flow.json`.
    static func flow() throws -> [RecordedExchange] {
        try JSONDecoder().decode(
            [RecordedExchange].self, from: SharedCorpus.contents(of: "conformance/api/flow.json"))
    }
}

/// One place where an answer is not what the reference answered.
struct Difference: Sendable, CustomStringConvertible {
    let exchange: RecordedExchange
    /// `status`, `header NAME`, `text`, or `body` with a JSON pointer in which an element of `data` goes by its id.
    let place: String
    /// What the reference answered; nil when it had nothing there.
    let recorded: JSONValue?
    /// What was answered; nil when there is nothing there.
    let answered: JSONValue?

    var description: String {
        "\(exchange) \(place): recorded \(Self.short(recorded)), answered \(Self.short(answered))"
    }

    private static func short(_ value: JSONValue?) -> String {
        value.map { String("\($0)".prefix(160)) } ?? "nothing"
    }
}
