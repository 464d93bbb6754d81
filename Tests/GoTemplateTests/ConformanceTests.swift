import Diagnostics
import Foundation
import GoTemplate
import Testing

/// `gotemplate.json`: what Go 1.19's engine did with 818 templates, byte for byte.
@Suite("Conformance of the template engine")
struct ConformanceTests {
    /// A recorded case; the file has one a line. The line is read where it is used, because a `Value` stays in its run.
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        let name: String
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/gotemplate.json")
        do {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.first == "{" }
            return lines.map { line in
                Case(line: String(line), name: TestData.map(String(line)).text("name") ?? "")
            }
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("every recorded case is here")
    func count() {
        #expect(Self.cases.count == 818)
    }

    @Test("a recorded template gives the recorded bytes or the recorded error", arguments: cases)
    func matches(recorded: Case) throws {
        let row = TestData.map(recorded.line)
        let source = SourceText(path: "template", bytes: row.bytes("template") ?? [])
        let parsed = TextTemplate.parse(source)
        guard let template = parsed.template else {
            #expect(row.text("errorKind") == "parse")
            #expect(parsed.problems.first?.goText("template", in: source) == row.text("error"))
            return
        }
        #expect(row.text("errorKind") != "parse", "\(row.text("error") ?? "")")
        let run = template.execute(try #require(row["data"]))
        #expect(run.problem?.goText("template", in: source) == row.text("error"))
        let expected = row.bytes("output") ?? row.bytes("partialOutput") ?? []
        #expect(run.output == expected, "\(String(decoding: run.output, as: UTF8.self))")
    }
}

extension GoMap {
    /// The text of a key.
    func text(_ key: String) -> String? {
        bytes(key).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a key, also where they are recorded in base 64.
    func bytes(_ key: String) -> [UInt8]? {
        if case .string(let bytes)? = self[key] { return bytes }
        guard case .string(let encoded)? = self[key + "Base64"] else { return nil }
        return Data(base64Encoded: Data(encoded)).map(Array.init)
    }
}
