import Diagnostics
import Foundation
import MusterTesting
import Testing
import YAML

@testable import Compose

/// The recorded interpolations of the reference.
struct InterpolationTests {
    struct Vectors: Decodable, Sendable {
        let defaultVariables: [String: String]
        let cases: [Vector]
    }

    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let key: String
        let data: JSONValue?
        let yaml: String?
        let variables: [String: String]?
        let result: JSONValue?
        let error: String?
        let panic: String?
        let warnings: [String]?
        var testDescription: String { name }
    }

    static let vectors: Vectors = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Conformance/interpolate.json")
        do {
            return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("a value is interpolated as recorded", arguments: vectors.cases)
    func value(_ vector: Vector) throws {
        let text = vector.yaml ?? (vector.data ?? .null).json
        let source = SourceText(path: "docker-compose.yml", bytes: Array(text.utf8))
        let root = try #require(YAMLDocument.parse(source).root)
        var pass = InterpolationPass(
            source, vector.variables ?? Self.vectors.defaultVariables, limits: .default)
        let value = pass.value(ComposeValue(root, in: source.path), key: vector.key)
        let failure = pass.findings.failure?.text
        if vector.panic != nil {
            #expect(failure?.hasPrefix("Invalid interpolation format for key \"\(vector.key)\": \"") == true)
        } else {
            #expect(failure == vector.error)
        }
        if let result = vector.result { #expect(value.json == result) }
        #expect(pass.unset.map(\.referenceText).sorted() == vector.warnings ?? [])
    }

    @Test("an unset variable and an invalid one are shown where they stand")
    func places() {
        let text = "web:\n  image: a:${TAG}\n  command: \"x ${Y:-z}\"\n  environment: {A: 'b$'}\n"
        let result = ComposeLoader.load(
            ComposeInput(dockerCompose: SourceText(path: "d.yml", bytes: Array(text.utf8))))
        let found = result.diagnostics.map { "\($0.location): \($0.code)" }
        #expect(
            found == [
                "d.yml:2:12: interpolation-unset", "d.yml:3:15: interpolation-invalid",
                "d.yml:4:22: interpolation-invalid",
            ])
        #expect(result.diagnostics[1].help?.contains("2.1") == true)
        #expect(result.referenceError == "Invalid interpolation format for key \"command\": \"x ${Y:-z}\"")
    }
}

extension JSONValue {
    /// The value as JSON text.
    var json: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .string(let text): "\"" + text.unicodeScalars.map(Self.escaped).joined() + "\""
        case .array(let elements): "[" + elements.map(\.json).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(JSONValue.string($0.key).json): \($0.value.json)" }.joined(separator: ", ") + "}"
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        default: String(scalar)
        }
    }
}

extension ComposeValue {
    /// The value as JSON.
    var json: JSONValue {
        switch content {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .number(Double(number))
        case .unsigned(let number): .number(Double(number))
        case .float(let number): .number(number)
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let map): .object(Dictionary(uniqueKeysWithValues: map.members.map { ($0.key, $0.value.json) }))
        }
    }
}
