import Foundation
import MusterTesting

/// One exchange with the reference, as `conformance/api/get.jsonl.gz` has it.
struct RecordedExchange: Decodable, Sendable, CustomStringConvertible {
    var method: String
    var path: String
    var requestHeaders: [String: String]?
    var status: Int
    var headers: [String: String]
    var body: JSONValue?
    var bodyText: String?
    var bodySha256: String?
    var bodyRaw: String?

    var description: String {
        "\(method) \(path)\(requestHeaders.map { " \($0)" } ?? "")"
    }

    /// The read-only exchanges of `get.jsonl.gz`; none where the corpus is not there.
    static func readOnly() throws -> [RecordedExchange] {
        let data = try SharedCorpus.contents(of: "conformance/api/get.jsonl.gz")
        return try data.split(separator: UInt8(ascii: "\n")).map { line in
            try JSONDecoder().decode(RecordedExchange.self, from: Data(line))
        }
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
