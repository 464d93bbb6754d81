import MusterTesting
import Foundation
import HTTPTypes

/// Compares an answer with a recorded one, place by place.
struct ExchangeComparison {
    let exchange: RecordedExchange
    private(set) var differences: [Difference] = []

    init(_ exchange: RecordedExchange, _ reply: TestAPI.Reply) {
        self.exchange = exchange
        compare("status", .number(Double(exchange.status)), .number(Double(reply.status)))
        compareHeaders(reply)
        compareBody(reply)
    }

    private mutating func compare(_ place: String, _ recorded: JSONValue?, _ answered: JSONValue?) {
        if recorded == answered { return }
        differences.append(Difference(exchange: exchange, place: place, recorded: recorded, answered: answered))
    }

    private mutating func compareHeaders(_ reply: TestAPI.Reply) {
        let compared = ["Content-Type", "X-Api-Schemas"]
        let names = Set(exchange.headers.keys).union(compared).subtracting(["X-Content-Type-Options"])
        for name in names.sorted() {
            let answered = reply.headers.first { $0.name.rawName.lowercased() == name.lowercased() }?.value
            compare("header \(name)", exchange.headers[name].map(JSONValue.string), answered.map(JSONValue.string))
        }
    }

    private mutating func compareBody(_ reply: TestAPI.Reply) {
        if let digest = exchange.bodySha256 {
            return compare("digest", .string(digest), .string(JSONValue.sha256(reply.body)))
        }
        guard let recorded = exchange.body else {
            return compare("text", .string(exchange.bodyText ?? ""), .string(reply.text))
        }
        guard let answered = try? reply.json else { return compare("body", recorded, .string(reply.text)) }
        let before = differences.count
        compare("body", recorded, answered.withDigestedFiles, depth: 0)
        if differences.count == before, let raw = exchange.bodyRaw { compare("raw", .string(raw), .string(reply.text)) }
    }

    private mutating func compare(_ place: String, _ recorded: JSONValue?, _ answered: JSONValue?, depth: Int) {
        switch (recorded, answered) {
        case (.object(let left)?, .object(let right)?):
            for key in Set(left.keys).union(right.keys).sorted() {
                compare("\(place)/\(key)", left[key], right[key], depth: depth + 1)
            }
        case (.array(let left)?, .array(let right)?) where place == "body/data":
            let left = Self.byID(left)
            let right = Self.byID(right)
            for id in Set(left.keys).union(right.keys).sorted() {
                compare("\(place)/\(id)", left[id], right[id], depth: depth + 1)
            }
        default: compare(place, recorded, answered)
        }
    }

    private static func byID(_ elements: [JSONValue]) -> [String: JSONValue] {
        Dictionary(elements.map { ($0["id"]?.string ?? "", $0) }) { first, _ in first }
    }
}
