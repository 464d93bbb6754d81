import Foundation
import GoTemplate
import TemplateFunctions
import Testing

/// `sprig.json`: what the functions of Rancher 1.6 gave, byte for byte.
@Suite("Conformance of the template functions")
struct ConformanceTests {
    struct Recording: Decodable, Sendable {
        struct Case: Decodable, Sendable, CustomTestStringConvertible {
            let name, function, template: String
            let output, outputBase64, error, partialOutput, matches: String?
            var testDescription: String { name }

            var expected: [UInt8] {
                if let outputBase64 { return Data(base64Encoded: outputBase64).map(Array.init) ?? [] }
                return Array((output ?? partialOutput ?? "").utf8)
            }
        }
        struct Context: Decodable, Sendable {
            let values: [String: String]
            let stack, release, environment: [String: String]

            enum CodingKeys: String, CodingKey {
                case values = "Values", stack = "Stack", release = "Release", environment = "Environment"
            }
        }
        let context: Context
        let environment: [String: String]
        let cases: [Case]
    }

    static let recording: Recording = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/sprig.json")
        do {
            return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("every recorded case is here")
    func count() {
        #expect(Self.recording.cases.count == 591)
        #expect(Self.recording.environment == Rendering.surroundings.environment)
    }

    @Test("a recorded call gives the recorded bytes or the recorded error", arguments: recording.cases)
    func matches(recorded: Recording.Case) throws {
        let (output, error) = Rendering.run(recorded.template, Self.data(Self.recording.context))
        #expect(error == recorded.error)
        guard let pattern = recorded.matches else {
            #expect(output == recorded.expected, "\(String(decoding: output, as: UTF8.self))")
            return
        }
        let text = String(decoding: output, as: UTF8.self)
        let expression = try NSRegularExpression(pattern: pattern, options: .dotMatchesLineSeparators)
        let whole = NSRange(text.startIndex..., in: text)
        #expect(expression.firstMatch(in: text, range: whole)?.range == whole, "\(text)")
    }

    /// The template's dot, with the reference's types.
    private static func data(_ context: Recording.Context) -> Value {
        let data = GoMap()
        data["Values"] = .map(GoMap(strings: context.values))
        data["Stack"] = structure("template.StackInfo", ["Version", "PreviousVersion", "Name"], context.stack)
        data["Release"] = structure("template.StackInfo", ["Version", "PreviousVersion", "Name"], context.release)
        data["Environment"] = structure("template.EnvironmentInfo", ["Name"], context.environment)
        return .map(data)
    }

    private static func structure(_ type: String, _ names: [String], _ fields: [String: String]) -> Value {
        .structure(GoStructure(type, fields: names.map { ($0, .string(fields[$0] ?? "")) }))
    }
}
