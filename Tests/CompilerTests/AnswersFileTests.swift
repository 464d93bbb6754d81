import Compiler
import Diagnostics
import Foundation
import Testing

@Suite("Answers files")
struct AnswersFileTests {
    struct Recorded: Decodable, Sendable, CustomTestStringConvertible {
        let name, file, contents: String
        let result: [String: String]?
        let error: String?
        var testDescription: String { name }
    }

    static let recorded: [Recorded] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/answers.json")
        do {
            return try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(file.path): \(error)")
        }
    }()

    @Test("an answers file gives what the reference read", arguments: recorded)
    func matches(row: Recorded) {
        let file = AnswersFile.read(SourceText(path: row.file, bytes: Array(row.contents.utf8)))
        #expect(file.referenceError == row.error)
        if let result = row.result { #expect(file.answers == result) }
    }

    @Test("an answer keeps its place, and what is no answer is told at its own")
    func places() {
        let file = AnswersFile.read(SourceText(path: "a.yml", bytes: Array("A: 1\nB: [1]\nC: x\n".utf8)))
        #expect(file.answers == ["A": "1", "C": "x"])
        #expect(file.locations["C"]?.description == "a.yml:3:4")
        #expect(file.diagnostics.map(\.location.description) == ["a.yml:2:4"])
        #expect(file.diagnostics.map(\.code) == [.answerType])
    }

    @Test("a file that is no map says so and gives nothing", arguments: ["[1]", "{\"A\": ", "{A: 1}", "x"])
    func broken(text: String) {
        let file = AnswersFile.read(SourceText(path: "a.json", bytes: Array(text.utf8)))
        #expect(file.answers.isEmpty)
        #expect(file.diagnostics.contains { $0.code == .answersUnreadable })
        #expect(file.diagnostics.allSatisfy { $0.severity == .warning })
    }
}
