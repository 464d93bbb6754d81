import Foundation
import Testing

@testable import YAML

/// Random scalars with what go-yaml v2.4.0 (Go 1.19.8) makes of them: decoded into `interface{}` (`kind`), that written
/// again and read as a string (`reencoded`), and decoded straight into a string (`string`).
struct ConformanceTests {
    struct Vector: Codable, Sendable, CustomTestStringConvertible {
        var text: String
        var kind: String
        var reencoded: String
        var string: String
        var testDescription: String { text }
    }

    static func vectors() throws -> [Vector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/scalars.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.map { try JSONDecoder().decode(Vector.self, from: Data($0.utf8)) }
    }

    @Test func scalarsResolveAsInGo() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count > 400)
        for vector in vectors {
            let scalar = try #require(parse("a: \(vector.text)\n").root?["a"]?.scalar, "\(vector.text)")
            #expect(scalar.value.kind == vector.kind, "\(vector.text)")
            #expect(scalar.reencoded == vector.reencoded, "\(vector.text)")
            #expect(scalar.goString == vector.string, "\(vector.text)")
        }
    }
}

extension YAMLScalar.Value {
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer: "integer"
        case .unsigned: "unsigned"
        case .float: "float"
        case .string: "string"
        case .binary: "binary"
        }
    }
}
